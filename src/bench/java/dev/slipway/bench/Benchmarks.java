package dev.slipway.bench;

import dev.slipway.testing.SocketRelay;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long builds and pushes take and how many bytes go to the engine, and prints a table. Where the docker
 * command is there, it does the same, right before and after.
 *
 * <p>Arguments: the folder to work in, and the names of the workloads; all of them without names.
 */
public final class Benchmarks {

    private static final Map<String, Workload> WORKLOADS = new LinkedHashMap<>();

    static {
        WORKLOADS.put("big-context", new BigContext(50_000, 20_000));
        WORKLOADS.put("one-of-many", new OneOfMany(20_000, 5_000));
        WORKLOADS.put("shared-root", new SharedRoot(4, 50_000));
        WORKLOADS.put("small-image", new SmallImage());
        WORKLOADS.put("fifty-images", new FiftyImages(50));
        WORKLOADS.put("patched-context", new PatchedContext(50_000, 1_000, 20));
        WORKLOADS.put("push", new ReleasePush(4, 60, 30));
    }

    private Benchmarks() {}

    /** What is measured. */
    interface Workload {
        void run(Bench bench, Report report) throws Exception;
    }

    /** Runs the workloads. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        List<String> wanted = List.of(arguments).subList(1, arguments.length).stream()
                .filter(name -> !name.isBlank())
                .toList();
        Report report = new Report();
        for (Map.Entry<String, Workload> workload : WORKLOADS.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(workload.getKey())) {
                System.out.println("[bench] " + workload.getKey());
                deleteAll(folder);
                Files.createDirectories(folder);
                // Short, since the path of a socket has at most 107 bytes.
                Path sockets = Files.createTempDirectory("bench");
                try (SocketRelay relay = new SocketRelay(sockets.resolve("engine.sock"));
                        Bench bench = new Bench(folder, relay)) {
                    workload.getValue().run(bench, report);
                }
                deleteAll(sockets);
            }
        }
        deleteAll(folder);
        System.out.println();
        report.lines().forEach(System.out::println);
        System.exit(0);
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
