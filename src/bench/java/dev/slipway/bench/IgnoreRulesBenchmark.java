package dev.slipway.bench;

import dev.slipway.context.IgnoreRules;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to tell whether a path is ignored. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IgnoreRulesBenchmark {

    private static final int PATHS = 1000;

    /** How many patterns there are. */
    @Param({"10", "1000", "12000"})
    public int patterns;

    private IgnoreRules rules = IgnoreRules.none();
    private List<String> paths = List.of();

    @Setup
    public void prepare() {
        String text = IntStream.range(0, patterns)
                .mapToObj(n -> switch (n % 4) {
                    case 0 -> "src/d" + n + "/*.log";
                    case 1 -> "**/cache" + n;
                    case 2 -> "build" + n + "/**";
                    default -> "!src/d" + (n - 3) + "/keep.log";
                })
                .collect(Collectors.joining("\n"));
        rules = IgnoreRules.parse(text, Path.of(".dockerignore"));
        paths = IntStream.range(0, PATHS)
                .mapToObj(n -> "src/d" + n % 100 + "/module/File" + n + ".java")
                .toList();
    }

    @Benchmark
    @OperationsPerInvocation(PATHS)
    public int ignores() {
        int ignored = 0;
        for (String path : paths) {
            ignored += rules.ignores(path) ? 1 : 0;
        }
        return ignored;
    }
}
