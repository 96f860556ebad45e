package dev.slipway.buildkit.transport;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key as openssl writes it: PKCS #8, or the older forms of RSA (PKCS #1) and EC (SEC 1), which the JDK reads
 * once they are wrapped into PKCS #8. No message ever holds a part of the key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5208#section-5">RFC 5208, private key info</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5915#section-3">RFC 5915, EC private keys</a>
 */
final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----(?<body>[^-]+)-----END \\1-----");
    private static final byte[] VERSION_0 = bytes("020100");
    private static final byte[] RSA = bytes("300d06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = bytes("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xA0;

    private final String pem;

    /** @param pem the file's text; may hold EC parameters and certificates beside the key */
    PemKey(String pem) {
        this.pem = pem;
    }

    /** @throws KeyException if there is no key, or only one with a password */
    PrivateKey read() throws GeneralSecurityException {
        if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new KeyException("key.pem needs a password; write it without one, as engines' own tools do");
        }
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new KeyException("key.pem holds no private key");
        }
        byte[] der = decoded(block.group("body"));
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> pkcs8(der);
            case "RSA PRIVATE KEY" -> pkcs8(wrapped(RSA, der));
            case "EC PRIVATE KEY" -> pkcs8(wrapped(tagged(SEQUENCE, EC_PUBLIC_KEY, curve(der)), der));
            default -> throw new KeyException("key.pem holds a key that is neither RSA nor EC");
        };
    }

    private static byte[] decoded(String body) throws KeyException {
        try {
            return Base64.getMimeDecoder().decode(body.strip());
        } catch (IllegalArgumentException e) {
            throw new KeyException("key.pem is damaged");
        }
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // it is another algorithm's
            }
        }
        throw new KeyException("key.pem is damaged, or holds a key that is neither RSA nor EC");
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTETS, key));
    }

    /** The curve stands behind the version and the number: a sequence of integer, octets, [0] curve, [1] public key. */
    private static byte[] curve(byte[] der) throws KeyException {
        try {
            int at = content(der, 0);
            while (at < der.length) {
                int begin = content(der, at);
                int end = begin + length(der, at);
                if ((der[at] & 0xFF) == CURVE) {
                    return Arrays.copyOfRange(der, begin, end);
                }
                at = end;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new KeyException("key.pem is damaged");
        }
        throw new KeyException("key.pem does not name its curve");
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return at + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    private static int length(byte[] der, int at) {
        int length = der[at + 1] & 0xFF;
        if (length >= 0x80) {
            int end = content(der, at);
            length = 0;
            for (int i = at + 2; i < end; i++) {
                length = (length << 8) | (der[i] & 0xFF);
            }
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(tag);
        // DER takes the shortest form of a length only
        if (content.size() > 0xFF) {
            result.write(0x82);
            result.write(content.size() >> 8);
        } else if (content.size() > 0x7F) {
            result.write(0x81);
        }
        result.write(content.size());
        result.writeBytes(content.toByteArray());
        return result.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
