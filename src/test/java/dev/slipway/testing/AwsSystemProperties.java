package dev.slipway.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** System properties that the AWS SDK reads, set for one test; the profile files of whoever runs it are hidden. */
public final class AwsSystemProperties implements AutoCloseable {

    private final Map<String, String> before = new HashMap<>();

    private AwsSystemProperties(Map<String, String> properties) {
        properties.forEach((name, value) -> before.put(name, System.getProperty(name)));
        properties.forEach(AwsSystemProperties::set);
    }

    /** The way to a stand-in, with credentials and region. */
    public static AwsSystemProperties leadingTo(FakeEcr ecr, Path emptyDirectory) {
        return with(ecr.systemProperties(), emptyDirectory);
    }

    /** Other properties; a value that is empty takes the property away. */
    public static AwsSystemProperties with(Map<String, String> properties, Path emptyDirectory) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("aws.configFile", emptyDirectory.resolve("config").toString());
        all.put(
                "aws.sharedCredentialsFile",
                emptyDirectory.resolve("credentials").toString());
        all.put("aws.profile", "");
        all.put("aws.sessionToken", "");
        all.putAll(properties);
        return new AwsSystemProperties(all);
    }

    private static void set(String name, String value) {
        if (value == null || value.isEmpty()) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    @Override
    public void close() {
        before.forEach(AwsSystemProperties::set);
    }
}
