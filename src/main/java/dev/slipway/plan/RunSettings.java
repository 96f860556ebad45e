package dev.slipway.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the RUN commands of a Dockerfile find around them.
 *
 * @param network the network; empty for the engine's default
 * @param hosts   further names in {@code /etc/hosts}, each with its address ({@code host-gateway} included)
 * @param shmSize size of {@code /dev/shm} in bytes; empty for the engine's default
 * @param ulimits limits of resources
 */
public record RunSettings(
        Optional<String> network, Map<String, String> hosts, Optional<Long> shmSize, List<Ulimit> ulimits) {

    /** Copies the map and the list. */
    public RunSettings {
        hosts = Map.copyOf(hosts);
        ulimits = List.copyOf(ulimits);
    }

    /** Nothing but the engine's defaults. */
    public static RunSettings none() {
        return new RunSettings(Optional.empty(), Map.of(), Optional.empty(), List.of());
    }

    /** The engine's defaults on this network. */
    public static RunSettings onNetwork(String network) {
        return new RunSettings(Optional.of(network), Map.of(), Optional.empty(), List.of());
    }

    /**
     * A limit of a resource, as {@code setrlimit(2)} knows them.
     *
     * @param name such as {@code nofile}
     * @param soft the limit that a process finds; -1 for none
     * @param hard up to which it may raise it; -1 for none
     */
    public record Ulimit(String name, long soft, long hard) {

        /** As engines write it: {@code nofile=1024:2048}. */
        @Override
        public String toString() {
            return name + "=" + soft + ":" + hard;
        }
    }
}
