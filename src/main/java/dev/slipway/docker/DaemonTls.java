package dev.slipway.docker;

import com.github.dockerjava.core.util.CertificateUtils;
import dev.slipway.engine.EngineUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS side of a connection to a daemon, from the PEM files that docker's own client reads: {@code ca.pem} (else
 * the JDK's authorities), and {@code cert.pem} with {@code key.pem} (else we show no certificate).
 */
final class DaemonTls {

    private static final char[] PASSWORD = "slipway".toCharArray();

    private final Path certificates;

    private DaemonTls(Path certificates) {
        this.certificates = certificates;
    }

    /**
     * The context for connections.
     *
     * @param verifiesServer false for docker's {@code --tls} without {@code --tlsverify}
     * @throws EngineUnavailableException if the files cannot be used
     */
    static SSLContext context(Path certificates, boolean verifiesServer, UnreachableDaemon unreachable) {
        DaemonTls files = new DaemonTls(certificates);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    files.keys(),
                    verifiesServer ? files.authorities() : new TrustManager[] {new TrustAll()},
                    new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreachable.because(
                    "the TLS files in " + certificates + " cannot be used (" + DockerFailures.rootMessage(e) + ")",
                    "Put the ca.pem, cert.pem and key.pem of this engine there.");
        }
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        Path key = certificates.resolve("key.pem");
        Path certificate = certificates.resolve("cert.pem");
        if (!Files.exists(key) || !Files.exists(certificate)) {
            return new KeyManager[0];
        }
        PrivateKey privateKey = CertificateUtils.loadPrivateKey(Files.readString(key));
        if (privateKey == null) {
            throw new KeyException("key.pem holds no private key without a password");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("docker", privateKey, PASSWORD, read(certificate).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] authorities() throws IOException, GeneralSecurityException {
        Path authority = certificates.resolve("ca.pem");
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(Files.exists(authority) ? storeOf(authority) : jdks());
        return factory.getTrustManagers();
    }

    private static KeyStore storeOf(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        for (Certificate certificate : read(authority)) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** With the JDK's own reader, since docker-java's wants a security provider installed for the whole of Maven. */
    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new CertificateException(file.getFileName() + " holds no certificate");
            }
            return found;
        }
    }

    /** What a factory takes for the JDK's own authorities. */
    private static @Nullable KeyStore jdks() {
        return null;
    }

    /** Extended, since the JDK would compare host names on behalf of a plain one. */
    private static final class TrustAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
