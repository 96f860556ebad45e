package dev.slipway.app;

import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a plan is written down. */
public enum PlanFormat {
    /** For people. */
    TEXT,
    /** For tools. */
    JSON;

    /**
     * The format of this name.
     *
     * @param name without regard to capitals; null for {@link #TEXT}
     * @throws InvalidPlanException for any other name
     */
    public static PlanFormat parse(@Nullable String name) {
        return switch (name == null ? "text" : name.toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default ->
                throw new InvalidPlanException(List.of(
                        new Problem("<planFormat>", "'" + name + "' is not a format of a plan", "Use text or json.")));
        };
    }

    /** The plan in this format, several lines without a last line break; walks the contexts to say how large they are. */
    public String written(BuildPlan plan) {
        return written(plan, RemoteRepositories.notAsked());
    }

    /** The plan in this format, with what was asked of registries. */
    public String written(BuildPlan plan, RemoteRepositories remote) {
        return this == JSON ? PlanJson.of(plan, remote) : PlanText.of(plan, remote);
    }
}
