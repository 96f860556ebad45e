package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run in a process of its own, which is killed when it has sent what is named. */
final class KilledRun {

    private KilledRun() {}

    /**
     * Kills a run as soon as all of some requests are on their way; none of them arrives.
     *
     * @param requests  how these requests begin, separated by commas
     * @param registry  to which they go
     * @param main      what is run
     * @param arguments for the host that the registry has for the run
     */
    static void at(String requests, RegistryProcess registry, Class<?> main, Function<String, List<String>> arguments)
            throws IOException, InterruptedException {
        try (RegistryGate gate = RegistryGate.before(registry)) {
            List<CountDownLatch> held = new ArrayList<>();
            for (String request : List.of(requests.split(",", -1))) {
                held.add(gate.holding(request));
            }
            Process process = start(main, arguments.apply(gate.host()));
            for (CountDownLatch hold : held) {
                assertThat(hold.await(60, TimeUnit.SECONDS)).as(requests).isTrue();
            }
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(Class<?> main, List<String> arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(Stream.of(java, "-cp", classPath, main.getName()), arguments.stream())
                .toList();
        return new ProcessBuilder(command).inheritIO().start();
    }
}
