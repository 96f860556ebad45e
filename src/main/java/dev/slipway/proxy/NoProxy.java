package dev.slipway.proxy;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who is reached without a proxy, as {@code NO_PROXY} lists it: {@code *} for all, a name for itself and what is below
 * it, {@code .name} or {@code *.name} for what is below it alone, addresses and networks ({@code 10.0.0.0/8}); each may
 * have a port.
 *
 * @param entries in small letters
 */
record NoProxy(List<String> entries) {

    static NoProxy parse(String text) {
        return new NoProxy(Stream.of(text.split("[,\\s]+", -1))
                .map(TargetHost::bare)
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean covers(TargetHost target) {
        return entries.stream().anyMatch(entry -> covers(entry, target));
    }

    private static boolean covers(String entry, TargetHost target) {
        if (entry.equals("*") || target.isWithin(entry)) {
            return true;
        }
        String port = ":" + target.port();
        String host = entry.endsWith(port) ? entry.substring(0, entry.length() - port.length()) : entry;
        String name = TargetHost.bare(host.startsWith("*.") ? host.substring(1) : host);
        return name.startsWith(".")
                ? target.name().endsWith(name)
                : target.name().equals(name) || target.name().endsWith("." + name);
    }
}
