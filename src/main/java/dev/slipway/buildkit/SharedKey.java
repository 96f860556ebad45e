package dev.slipway.buildkit;

import dev.slipway.endpoint.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By which a daemon finds the files of an earlier build again, to ask for those only that changed: the same for the same
 * folder of the same machine and user, and different for all others.
 */
final class SharedKey {

    private SharedKey() {}

    static String of(Path folder) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        String machine = surroundings
                .variable("HOSTNAME")
                .or(() -> surroundings.variable("COMPUTERNAME"))
                .orElse("");
        String text = machine + "\n" + surroundings.home() + "\n"
                + folder.toAbsolutePath().normalize();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
