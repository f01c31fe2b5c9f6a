package io.forerun.cli;

import io.forerun.admin.AdminException;
import io.forerun.client.ClientException;
import io.forerun.gateway.GatewayException;
import io.forerun.journal.CorruptJournalException;
import io.forerun.journal.JournalException;
import io.forerun.trace.TraceException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What becomes of exceptions: one line on standard error and an exit code. */
final class Failures {
    static final int BAD_INPUT = 2;
    static final int BROKEN = 70;

    private Failures() {}

    static int onBadArguments(final ParameterException wrong, final String[] arguments) {
        System.err.println("forerun: " + wrong.getMessage());
        System.err.println("Try: forerun help"
                + (wrong.getCommandLine().getParent() == null
                        ? ""
                        : " " + wrong.getCommandLine().getCommandName()));
        return BAD_INPUT;
    }

    static int onFailure(final Exception failed, final CommandLine command, final ParseResult parsed) {
        if (isBadInput(failed)) {
            failed.getMessage().lines().forEach(line -> System.err.println("forerun: " + line));
            return BAD_INPUT;
        }
        System.err.println("forerun: broken: " + failed);
        failed.printStackTrace(System.err);
        return BROKEN;
    }

    /** Records check their own values, so an argument that a record refuses is bad input, too. */
    private static boolean isBadInput(final Exception failed) {
        return failed instanceof BadInputException
                || failed instanceof TraceException
                || failed instanceof ClientException
                || failed instanceof GatewayException
                || failed instanceof AdminException
                || failed instanceof JournalException
                || failed instanceof CorruptJournalException
                || failed instanceof IllegalArgumentException;
    }
}
