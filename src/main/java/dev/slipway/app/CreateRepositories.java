package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.RepositoryName;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the repositories that {@link PushImages} needs, and nothing else. */
public final class CreateRepositories {

    private final Components components;
    private final BuildLog log;

    public CreateRepositories(Components components, BuildLog log) {
        this.components = components;
        this.log = log;
    }

    /**
     * Makes every repository of Amazon ECR that is missing, even where {@code push} must not; with
     * {@code <updateRepositories>} brings the others in line. One that cannot be made does not keep the others from it.
     */
    public void run(BuildPlan plan) {
        Map<Destination, Set<RepositoryName>> wanted = EcrDestinations.of(plan);
        EcrDestinations.others(plan)
                .forEach(other -> log.remark("Repositories of " + other + " are not ours to make; only those of ECR"));
        if (wanted.isEmpty()) {
            log.nothingToDo("no image goes to Amazon ECR");
            return;
        }
        List<SlipwayException> failures = new ArrayList<>();
        wanted.forEach(
                (destination, names) -> make(destination, names, plan.ecr().creating(), failures));
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new SeveralRepositoriesFailedException(failures);
        }
    }

    private void make(
            Destination destination, Set<RepositoryName> names, EcrSettings settings, List<SlipwayException> failures) {
        try (Registry registry = components.registry(destination, settings)) {
            log.registry(destination.toString(), registry.host().value());
            names.forEach(name -> make(registry, name, failures));
        } catch (SlipwayException e) {
            failures.add(e);
        }
    }

    private void make(Registry registry, RepositoryName name, List<SlipwayException> failures) {
        try {
            if (registry.prepare(name)) {
                log.repositoryCreated(registry.host().value(), name.value());
            } else {
                log.remark("The repository " + registry.host() + "/" + name + " is there");
            }
        } catch (SlipwayException e) {
            failures.add(e);
        }
    }
}
