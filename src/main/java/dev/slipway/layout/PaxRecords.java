package dev.slipway.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an extended header of a tar says of the entry after it. Values are bytes: those of extended attributes are no
 * text, and who takes them for one breaks {@code security.capability}.
 *
 * @param values by keyword
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_03">POSIX, pax extended header</a>
 */
record PaxRecords(Map<String, byte[]> values) {

    static final String PATH = "path";
    static final String LINK = "linkpath";
    static final String SIZE = "size";
    static final String USER = "uid";
    static final String GROUP = "gid";
    static final String MODIFIED = "mtime";

    private static final String ATTRIBUTE = "SCHILY.xattr.";
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    static PaxRecords none() {
        return new PaxRecords(new HashMap<>());
    }

    /** @throws IOException if they are cut or garbled */
    static PaxRecords parse(byte[] content) throws IOException {
        PaxRecords records = none();
        int start = 0;
        while (start < content.length && content[start] != 0) {
            int blank = indexOf(content, ' ', start);
            int end = start + length(content, start, blank);
            int equals = indexOf(content, '=', blank);
            if (end <= equals || end > content.length || content[end - 1] != '\n') {
                throw garbled();
            }
            String keyword = new String(content, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
            records.values.put(keyword, Arrays.copyOfRange(content, equals + 1, end - 1));
            start = end;
        }
        return records;
    }

    private static int indexOf(byte[] content, char wanted, int from) throws IOException {
        for (int i = from; i < content.length; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        throw garbled();
    }

    private static int length(byte[] content, int from, int to) throws IOException {
        String digits = new String(content, from, to - from, StandardCharsets.US_ASCII);
        if (!digits.matches("\\d{1,8}")) {
            throw garbled();
        }
        return Integer.parseInt(digits);
    }

    private static IOException garbled() {
        return new IOException("an extended header of its tar is garbled");
    }

    void put(String keyword, String value) {
        values.put(keyword, value.getBytes(StandardCharsets.UTF_8));
    }

    void putAttributes(Map<String, byte[]> attributes) {
        attributes.forEach((name, value) -> values.put(ATTRIBUTE + name, value));
    }

    /** The records in the order of their keywords. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(values).forEach((keyword, value) -> {
            byte[] name = keyword.getBytes(StandardCharsets.UTF_8);
            int rest = name.length + value.length + " =\n".length();
            int length = rest + digits(rest + digits(rest));
            bytes.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(name);
            bytes.write('=');
            bytes.writeBytes(value);
            bytes.write('\n');
        });
        return bytes.toByteArray();
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    String text(String keyword, String otherwise) {
        byte @Nullable [] value = values.get(keyword);
        return value == null ? otherwise : new String(value, StandardCharsets.UTF_8);
    }

    long number(String keyword, long otherwise) throws IOException {
        return decimal(keyword, otherwise).longValue();
    }

    Instant time(String keyword, long otherwise) throws IOException {
        BigDecimal time = decimal(keyword, otherwise);
        BigDecimal seconds = time.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                seconds.longValue(), time.subtract(seconds).movePointRight(9).longValue());
    }

    private BigDecimal decimal(String keyword, long otherwise) throws IOException {
        byte @Nullable [] value = values.get(keyword);
        if (value == null) {
            return BigDecimal.valueOf(otherwise);
        }
        String text = new String(value, StandardCharsets.US_ASCII);
        if (!DECIMAL.matcher(text).matches()) {
            throw garbled();
        }
        return new BigDecimal(text);
    }

    Map<String, byte[]> attributes() {
        Map<String, byte[]> attributes = new HashMap<>();
        values.forEach((keyword, value) -> {
            if (keyword.startsWith(ATTRIBUTE)) {
                attributes.put(keyword.substring(ATTRIBUTE.length()), value);
            }
        });
        return attributes;
    }
}
