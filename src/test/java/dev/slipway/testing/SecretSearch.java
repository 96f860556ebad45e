package dev.slipway.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for secrets in files: as they are, and inside of anything that was encoded in Base64. */
public final class SecretSearch {

    private static final int GROUP = 3;

    private final Set<String> needles;

    /** @param secrets at least six characters each */
    public SecretSearch(Collection<String> secrets) {
        needles = secrets.stream().flatMap(SecretSearch::forms).collect(Collectors.toSet());
    }

    /** The secret, and what remains of it in Base64, wherever in the encoded text it stood. */
    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Stream<String> encoded = IntStream.range(0, GROUP).boxed().flatMap(skipped -> {
            int whole = (bytes.length - skipped) / GROUP * GROUP;
            byte[] aligned = Arrays.copyOfRange(bytes, skipped, skipped + whole);
            return Stream.of(
                    Base64.getEncoder().encodeToString(aligned),
                    Base64.getUrlEncoder().encodeToString(aligned));
        });
        return Stream.concat(Stream.of(secret), encoded);
    }

    /** The files below a folder that hold a secret, relative to it. */
    public List<String> filesWithSecrets(File folder, String... parts) {
        Path root = folder.toPath();
        return Stream.of(parts)
                .map(root::resolve)
                .filter(Files::exists)
                .flatMap(part -> files(part).stream())
                .filter(this::holdsSecret)
                .map(file -> root.relativize(file).toString())
                .toList();
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean holdsSecret(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return needles.stream().anyMatch(text::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
