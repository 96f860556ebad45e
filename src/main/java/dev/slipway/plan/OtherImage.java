package dev.slipway.plan;

import java.util.List;
import java.util.function.Supplier;

/**
 * An image that another module of the same Maven project makes.
 *
 * @param module     the other module: where it lies, and how a POM names it
 * @param order      when Maven builds that module
 * @param alias      of the image
 * @param name       its repository name
 * @param references its references in the engine, worked out when they are asked for
 */
public record OtherImage(Module module, Order order, String alias, String name, Supplier<List<String>> references) {

    /**
     * A module.
     *
     * @param groupId    its groupId
     * @param artifactId its artifactId
     * @param version    its version
     */
    public record Module(String groupId, String artifactId, String version) {

        /** What a POM has to say so that Maven builds this module before. */
        String dependency() {
            return "<dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId + "</artifactId><version>"
                    + version + "</version><type>pom</type></dependency>";
        }
    }

    /** When Maven builds the other module. */
    public enum Order {
        /** Before this one, since this one depends on it. */
        DEPENDED_ON,
        /** Before this one, as it happens. */
        EARLIER,
        /** After this one, or at the same time. */
        LATER,
        /** Not in this run. */
        LEFT_OUT
    }
}
