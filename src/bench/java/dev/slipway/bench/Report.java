package dev.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table of what was measured. */
final class Report {

    private record Row(String workload, String builder, double seconds, double megabytes) {}

    private final List<Row> rows = new ArrayList<>();

    /** Adds the median of some runs. */
    void add(String workload, String builder, List<Measured> runs) {
        List<Double> seconds = runs.stream().map(Measured::seconds).sorted().toList();
        List<Double> megabytes = runs.stream().map(run -> run.bytes() / 1e6).sorted().toList();
        Row row = new Row(workload, builder, seconds.get(runs.size() / 2), megabytes.get(runs.size() / 2));
        rows.add(row);
        System.out.println("[bench] " + line(row));
    }

    Stream<String> lines() {
        return Stream.concat(
                Stream.of(String.format("%-44s %-18s %9s %12s", "workload", "builder", "seconds", "MB sent")),
                rows.stream().map(Report::line));
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT, "%-44s %-18s %9.2f %12.3f", row.workload(), row.builder(), row.seconds(), row.megabytes());
    }
}
