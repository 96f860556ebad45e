package dev.slipway.log;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/**
 * Keeps the HTTP client from writing what goes over the wire to Maven's debug log: registry passwords and tokens are
 * among it, in headers and bodies, even where nobody asked for more than {@code mvn -X}.
 */
public final class WireLogs {

    private static final List<String> LOGGERS = List.of("org.apache.hc", "software.amazon.awssdk");
    private static final List<String> WITH_SECRETS =
            List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");
    /** The keys under which Maven 3 and Maven 4 look up the level of a logger when it is first asked for. */
    private static final List<String> LEVEL_KEYS = List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Object GRPC = java.util.logging.Logger.getLogger("io.grpc");

    private WireLogs() {}

    /** Must be called before the HTTP client connects; calling it again does nothing. */
    public static void mute() {
        for (String logger : LOGGERS) {
            LEVEL_KEYS.forEach(key -> System.setProperty(key + logger, "warn"));
        }
        WITH_SECRETS.forEach(name -> mute(LoggerFactory.getLogger(name)));
        // It warns of connections that end, which they do at the end of every build and when an engine dies.
        ((java.util.logging.Logger) GRPC).setLevel(Level.OFF);
    }

    /**
     * Whether the wire is logged all the same, because Maven runs with a log of another make. No secret may be sent
     * then.
     */
    public static boolean isOpen() {
        return WITH_SECRETS.stream()
                .anyMatch(name -> LoggerFactory.getLogger(name).isDebugEnabled());
    }

    /**
     * Another plugin with the same HTTP client may have asked for the logger before us; it has its level for good then,
     * in a field of slf4j's simple logger and of those that Maven derives from it.
     */
    static void mute(Logger logger) {
        Class<?> type = logger.isDebugEnabled() ? logger.getClass() : null;
        for (; type != null; type = type.getSuperclass()) {
            try {
                Field level = type.getDeclaredField("currentLogLevel");
                level.setAccessible(true);
                level.setInt(logger, LocationAwareLogger.WARN_INT);
            } catch (NoSuchFieldException e) {
                // a class above may have it
            } catch (IllegalAccessException | IllegalArgumentException | InaccessibleObjectException e) {
                return; // isOpen tells
            }
        }
    }
}
