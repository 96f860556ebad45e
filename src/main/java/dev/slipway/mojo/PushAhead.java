package dev.slipway.mojo;

import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Whether {@code push} will run for a module in this Maven run: by a phase that it is bound to, or by name.
 *
 * <p>Maven can be asked for its plan, but not in the same way in all its versions; the order of the phases never changes.
 */
record PushAhead(MavenProject project, List<String> goals) {

    private static final String PLUGIN = "dev.slipway:slipway-maven-plugin";
    private static final String GOAL = "push";
    private static final String USUAL_PHASE = "deploy";
    private static final List<String> LAST_PHASES = List.of(
            "prepare-package",
            "package",
            "pre-integration-test",
            "integration-test",
            "post-integration-test",
            "verify",
            "install",
            "deploy");

    boolean isIn() {
        return goals.stream().anyMatch(this::isPush) || boundPhases().stream().anyMatch(this::isReached);
    }

    /** {@code slipway:push}, also with group, version and the execution's id. */
    private boolean isPush(String goal) {
        String task = goal.replaceFirst("@.*", "");
        return task.equals("slipway:" + GOAL) || (task.startsWith(PLUGIN + ":") && task.endsWith(":" + GOAL));
    }

    private List<String> boundPhases() {
        return Optional.ofNullable(project.getPlugin(PLUGIN)).map(Plugin::getExecutions).orElse(List.of()).stream()
                .filter(execution -> execution.getGoals().contains(GOAL))
                .map(PluginExecution::getPhase)
                .map(phase -> phase == null ? USUAL_PHASE : phase)
                .toList();
    }

    private boolean isReached(String phase) {
        int bound = LAST_PHASES.indexOf(phase);
        return goals.stream().mapToInt(LAST_PHASES::indexOf).anyMatch(asked -> asked >= 0 && asked >= bound)
                && bound >= 0;
    }
}
