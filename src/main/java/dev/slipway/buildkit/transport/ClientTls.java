package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
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
 * Our side of TLS, from the PEM files in a folder: {@code ca.pem} (else the JDK's authorities), and {@code cert.pem}
 * with {@code key.pem} (else we show no certificate).
 */
final class ClientTls {

    private static final char[] NO_PASSWORD = new char[0];

    private final Path folder;

    ClientTls(Path folder) {
        this.folder = folder;
    }

    /**
     * The context for connections.
     *
     * @param verifiesServer whether the server's certificate must be valid
     * @throws TlsFilesException if the files cannot be used
     */
    SSLContext context(boolean verifiesServer) throws TlsFilesException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), verifiesServer ? authorities() : new TrustManager[] {new EveryServer()}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFilesException(folder, e);
        }
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        if (!Files.exists(key) || !Files.exists(certificate)) {
            return new KeyManager[0];
        }
        PrivateKey privateKey = new PemKey(Files.readString(key)).read();
        KeyStore store = emptyStore();
        store.setKeyEntry("client", privateKey, NO_PASSWORD, read(certificate).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] authorities() throws IOException, GeneralSecurityException {
        Path authority = folder.resolve("ca.pem");
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(Files.exists(authority) ? storeOf(authority) : authoritiesOfTheJdk());
        return factory.getTrustManagers();
    }

    private static @Nullable KeyStore authoritiesOfTheJdk() {
        return null;
    }

    private static KeyStore storeOf(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        for (Certificate certificate : read(authority)) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

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

    /** Extended, since the JDK would compare host names on behalf of a plain one. */
    private static final class EveryServer extends X509ExtendedTrustManager {

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
