package dev.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of what was measured. */
final class Report {

    /**
     * @param requests to a registry, and how many times as long as the reference; empty texts where there is none
     */
    private record Row(
            String workload, String builder, double seconds, double megabytes, String requests, String ratio) {}

    private final List<Row> rows = new ArrayList<>();

    /** Adds the median of some runs. */
    void add(String workload, String builder, List<Measured> runs) {
        add(workload, builder, runs, "");
    }

    /**
     * Adds the median of some runs, with the median of what they are to the reference's in the same round.
     *
     * @param reference its runs, as many
     */
    void add(String workload, String builder, List<Measured> runs, List<Measured> reference) {
        double ratio = median(IntStream.range(0, runs.size())
                .mapToObj(round -> runs.get(round).ratio(reference.get(round))));
        add(workload, builder, runs, String.format(Locale.ROOT, "%.2f", ratio));
    }

    private void add(String workload, String builder, List<Measured> runs, String ratio) {
        String requests = runs.get(0).requests().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.0f",
                        median(runs.stream().map(run -> (double) run.requests().orElseThrow())));
        Row row = new Row(
                workload,
                builder,
                median(runs.stream().map(Measured::seconds)),
                median(runs.stream().map(run -> run.bytes() / 1e6)),
                requests,
                ratio);
        rows.add(row);
        System.out.println("[bench] " + line(row));
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    Stream<String> lines() {
        return Stream.concat(
                Stream.of(String.format(
                        "%-44s %-18s %9s %12s %9s %7s", "workload", "builder", "seconds", "MB sent", "requests", "ratio")),
                rows.stream().map(Report::line));
    }

    private static String line(Row row) {
        return String.format(
                        Locale.ROOT,
                        "%-44s %-18s %9.2f %12.3f %9s %7s",
                        row.workload(),
                        row.builder(),
                        row.seconds(),
                        row.megabytes(),
                        row.requests(),
                        row.ratio())
                .stripTrailing();
    }
}
