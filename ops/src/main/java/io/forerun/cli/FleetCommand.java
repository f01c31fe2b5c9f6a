package io.forerun.cli;

import io.forerun.trace.Price;
import io.forerun.trace.TraceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Begins a fleet file from prices: what it prints passes {@code check} and is meant to be edited. */
@Command(
        name = "fleet",
        description =
                "Prints a fleet file made from a price CSV; lead times, SLAs and services are for you to fill in.",
        mixinStandardHelpOptions = true)
final class FleetCommand implements Callable<Integer> {
    @Option(names = "--prices", paramLabel = "FILE", required = true, description = "Price CSV, plain or gzip.")
    private Path prices;

    @Option(names = "--provider", paramLabel = "NAME", required = true, description = "Whose prices.")
    private String provider;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "Regions; the first one's prices are the base of the others'.")
    private List<String> regions;

    @Option(names = "--types", paramLabel = "NAME", split = ",", description = "Node types (default: all).")
    private List<String> types = List.of();

    @Override
    public Integer call() throws TraceException {
        if (!Files.isRegularFile(prices)) {
            throw new BadInputException("--prices: value=" + prices + ", allowed=a file that exists");
        }
        final List<Price> all = Price.read(prices).stream()
                .filter(price -> price.provider().equals(provider))
                .toList();
        if (all.isEmpty()) {
            throw new BadInputException("--provider: value=" + provider + ", allowed=one that " + prices + " has");
        }
        final Map<String, Price> base = inRegion(all, regions.getFirst());
        final List<Price> chosen = new ArrayList<>();
        for (final String type : types.isEmpty() ? List.copyOf(base.keySet()) : types) {
            if (!base.containsKey(type)) {
                throw new BadInputException(
                        "--types: value=" + type + ", allowed=one that is sold in " + regions.getFirst());
            }
            chosen.add(base.get(type));
        }
        System.out.print(yaml(all, chosen));
        return 0;
    }

    private String yaml(final List<Price> all, final List<Price> chosen) {
        final StringBuilder out = new StringBuilder();
        out.append("# Made of prices of ").append(provider).append("; lead times are guesses, the rest an example.\n");
        out.append("node_types:\n");
        for (final Price price : chosen) {
            out.append(String.format(
                    Locale.ROOT,
                    "  - {name: %s, cpu: %s, memory_gib: %s, gpu: %s, usd_per_hour: %s, lead_time_ms: 120_000,"
                            + " lead_time_p90_ms: 240_000}%n",
                    price.type(),
                    plain(price.cpu()),
                    plain(price.memoryGib()),
                    plain(price.gpu()),
                    plain(price.usdPerHour())));
        }
        out.append("regions:\n");
        for (final String region : regions) {
            out.append(String.format(
                    Locale.ROOT,
                    "  - {name: %s, price_factor: %.4f}%n",
                    region,
                    factor(inRegion(all, region), chosen, region)));
        }
        return out.append("slas:\n  - {name: web, latency_ms: 300, penalty_usd_per_node_hour: 2.5}\n")
                .append("services:\n  - {name: web, sla: web, cpu_ms: 10, memory_mib: 24}\n")
                .toString();
    }

    /** The median of the types' price ratios. */
    private static double factor(final Map<String, Price> there, final List<Price> chosen, final String region) {
        final double[] ratios = chosen.stream()
                .filter(price -> there.containsKey(price.type()))
                .mapToDouble(price -> there.get(price.type()).usdPerHour() / price.usdPerHour())
                .sorted()
                .toArray();
        if (ratios.length == 0) {
            throw new BadInputException("--region: value=" + region + ", allowed=one that sells any of the types");
        }
        return ratios[ratios.length / 2];
    }

    private static Map<String, Price> inRegion(final List<Price> all, final String region) {
        final Map<String, Price> found = new LinkedHashMap<>();
        all.stream().filter(price -> price.region().equals(region)).forEach(price -> found.put(price.type(), price));
        if (found.isEmpty()) {
            throw new BadInputException("--region: value=" + region + ", allowed=one that the provider has prices for");
        }
        return found;
    }

    private static String plain(final double value) {
        final String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
