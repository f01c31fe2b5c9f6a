package io.forerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small files, short methods, honest names, nothing left to do, nobody's machine in the text. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("forerun.root", ".."));
    private static final int FILE_LINES = 400;
    private static final int MEDIAN_LINES = 100;
    private static final int METHOD_LINES = 50;
    private static final int PARAMETERS = 8; // Six are aimed at; kernels over columns need more.
    private static final Pattern VAGUE = Pattern.compile(".*(Util|Utils|Helper|Manager|Common|Base|Impl)");
    private static final Pattern LEFT_TO_DO = Pattern.compile("\\b(TO[D]O|FIX[M]E|X[X]X)\\b");
    private static final Pattern DISABLED = Pattern.compile("@[D]isabled");
    private static final Pattern MACHINE =
            Pattern.compile("(?<![\\w.$}*-])/(home|root|Users|work)/[\\w.-]+|[A-Z]:\\\\Users");
    private static final long MOST_BYTES = 1 << 20; // Whatever is longer was not written by hand.
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", ".idea", ".vscode");
    private static final Set<String> BINARY = Set.of("gz", "jar", "cq4", "png", "ico", "p12", "bin", "class");

    private static List<String> untidy(final Source source) {
        final List<String> found = new ArrayList<>();
        if (source.lines().size() > FILE_LINES) {
            found.add(source.path() + ": lines=" + source.lines().size() + ", allowed=" + FILE_LINES);
        }
        for (final Source.Method method : source.methods()) {
            final String where = source.path() + ":" + method.line() + ": " + method.name();
            if (method.lines() > METHOD_LINES) {
                found.add(where + ": lines=" + method.lines() + ", allowed=" + METHOD_LINES);
            }
            if (method.parameters() > PARAMETERS) {
                found.add(where + ": parameters=" + method.parameters() + ", allowed=" + PARAMETERS);
            }
            if (method.isTest() && !method.name().startsWith("should")) {
                found.add(where + ": a test that does not say what should be");
            }
        }
        for (final Source.Type type : source.types()) {
            if (VAGUE.matcher(type.name()).matches()) {
                found.add(source.path() + ": " + type.name() + ": a name that says nothing");
            }
            if (source.isMain() && type.isPublic() && !type.hasJavadoc()) {
                found.add(source.path() + ": " + type.name() + ": public and without Javadoc");
            }
        }
        for (int index = 0; index < source.lines().size(); index++) {
            final String line = source.lines().get(index);
            final String where = source.path() + ":" + (index + 1);
            if (line.indexOf('\t') >= 0) {
                found.add(where + ": a tab");
            }
            if (DISABLED.matcher(line).find()) {
                found.add(where + ": a test that is switched off");
            }
        }
        return found;
    }

    /** Of any text that is tracked, not only Java. */
    private static List<String> unfit(final String path, final String text) {
        final List<String> found = new ArrayList<>();
        final List<String> lines = text.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            final String where = path + ":" + (index + 1);
            if (LEFT_TO_DO.matcher(lines.get(index)).find()) {
                found.add(where + ": something left to do");
            }
            if (MACHINE.matcher(lines.get(index)).find()) {
                found.add(where + ": a path of somebody's machine");
            }
        }
        return found;
    }

    private static void assertNone(final List<String> found) {
        assertTrue(found.isEmpty(), () -> String.join("\n", found));
    }

    @Test
    void shouldKeepSourcesTidy() throws IOException {
        final List<Source> sources = Source.all(ROOT);
        assertTrue(sources.size() > 100, "found only " + sources.size() + " sources below " + ROOT);
        assertNone(sources.stream().flatMap(source -> untidy(source).stream()).toList());
    }

    @Test
    void shouldKeepTheMedianFileShort() throws IOException {
        final int[] lengths = Source.all(ROOT).stream()
                .filter(Source::isMain)
                .mapToInt(source -> source.lines().size())
                .sorted()
                .toArray();
        final int median = lengths[lengths.length / 2];
        final String message = "lines of src/main: files=" + lengths.length + ", median=" + median + ", longest="
                + lengths[lengths.length - 1] + ", all=" + IntStream.of(lengths).sum();
        System.out.println(message);
        assertTrue(median <= MEDIAN_LINES, message);
    }

    @Test
    void shouldExplainEveryPackage() throws IOException {
        final List<String> found = new ArrayList<>();
        for (final Source source : Source.all(ROOT)) {
            final Path directory = ROOT.resolve(source.path()).getParent();
            if (source.isMain() && !Files.exists(directory.resolve("package-info.java"))) {
                found.add(directory + ": no package-info.java");
            }
        }
        assertNone(found.stream().distinct().toList());
    }

    @Test
    void shouldLeaveNothingToDoAndNameNoMachine() throws IOException {
        final List<String> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes unused) {
                final String name =
                        directory.toAbsolutePath().normalize().getFileName().toString();
                return NOT_OURS.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                final String name = file.getFileName().toString();
                if (attributes.size() < MOST_BYTES
                        && !NOT_OURS.contains(name)
                        && !BINARY.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    final String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    found.addAll(unfit(ROOT.relativize(file).toString(), text));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertNone(found);
    }

    @Test
    void shouldSeeWhatIsUntidy() throws IOException {
        final String text =
                "package a;\npublic class ThingHelper {\n\tvoid m(int a, int b, int c, int d, int e, int f, int g, int h, int i)"
                        + " {\n" + "\n".repeat(METHOD_LINES) + "}\n@Test void works() {}\n@"
                        + "Disabled class B {}\n}\n"
                        + "\n".repeat(FILE_LINES);
        final List<String> found = untidy(Source.of("x/src/main/java/a/ThingHelper.java", text));
        assertEquals(8, found.size(), () -> String.join("\n", found));
    }

    @Test
    void shouldSeeWhatIsUnfit() {
        assertTrue(Stream.of("// TO" + "DO: later", "cd /ho" + "me/someone/x", "\"/wo" + "rk/data\"", "C:\\Us" + "ers")
                .allMatch(line -> unfit("x", line).size() == 1));
        assertEquals(
                List.of(),
                unfit("x", "io/forerun/wo" + "rk/x $HOME/.jdks /us" + "r/lib/jvm https://x.org/ho" + "me/page todo"));
    }
}
