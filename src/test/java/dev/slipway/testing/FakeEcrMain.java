package dev.slipway.testing;

import java.util.concurrent.CountDownLatch;

/** Runs a {@link FakeEcr} until it is stopped, and prints the environment variables that lead to it. */
public final class FakeEcrMain {

    private FakeEcrMain() {}

    /**
     * Starts it and stays.
     *
     * @param arguments the port to listen at, or nothing for a free one
     */
    public static void main(String[] arguments) throws InterruptedException {
        FakeEcr ecr = arguments.length == 0 ? FakeEcr.start() : FakeEcr.start(Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(ecr::close));
        ecr.environment().forEach((name, value) -> System.out.println("export " + name + "=" + value));
        System.out.println("# ready: pushes go to " + ecr.registryHost());
        new CountDownLatch(1).await();
    }
}
