package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own with the certificates that it signs, made by {@code openssl} as Docker's manual does. */
public final class TestCertificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    /** Makes a new authority. */
    public TestCertificates(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=authority -keyout ca-key.pem -out ca.pem");
    }

    /** What a server shows whose name is this: {@code IP:127.0.0.1} or {@code DNS:name}. */
    public SSLContext server(String subjectAlternativeName) {
        sign("server", "subjectAltName=" + subjectAlternativeName);
        openssl("pkcs12 -export -in server.pem -inkey server-key.pem -out server.p12 -passout pass:" + PASSWORD);
        try {
            KeyStore keys = KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, PASSWORD.toCharArray());
            KeyStore authority = KeyStore.getInstance("PKCS12");
            authority.load(null, null);
            try (var pem = Files.newInputStream(folder.resolve("ca.pem"))) {
                authority.setCertificateEntry(
                        "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}.
     *
     * @param keyForm {@code pkcs1}, {@code pkcs8} or {@code ec}
     */
    public Path client(String keyForm) {
        sign("client-" + keyForm, "extendedKeyUsage=clientAuth");
        Path target = folder.resolve(keyForm);
        try {
            Files.createDirectories(target);
            Files.copy(folder.resolve("ca.pem"), target.resolve("ca.pem"));
            Files.copy(folder.resolve("client-" + keyForm + ".pem"), target.resolve("cert.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String key = "client-" + keyForm + "-key.pem -out " + keyForm + "/key.pem";
        switch (keyForm) {
            case "pkcs1" -> openssl("rsa -traditional -in " + key);
            case "ec" -> openssl("ec -in " + key);
            default -> openssl("pkcs8 -topk8 -nocrypt -in " + key);
        }
        return target;
    }

    /** A folder with nothing but {@code ca.pem}. */
    public Path authorityOnly() {
        Path target = folder.resolve("authority-only");
        try {
            Files.createDirectories(target);
            Files.copy(folder.resolve("ca.pem"), target.resolve("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    private void sign(String name, String extension) {
        String algorithm = name.endsWith("ec") ? "ec -pkeyopt ec_paramgen_curve:prime256v1" : "rsa:2048";
        openssl("req -newkey " + algorithm + " -nodes -subj /CN=" + name + " -keyout " + name + "-key.pem -out " + name
                + ".csr");
        FakeHome.write(folder.resolve(name + ".ext"), extension + "\n");
        openssl("x509 -req -days 30 -in " + name + ".csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile " + name
                + ".ext -out " + name + ".pem");
    }

    private void openssl(String arguments) {
        try {
            Process process = new ProcessBuilder(("openssl " + arguments).split(" ", -1))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("openssl " + arguments + " failed:\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
