package dev.slipway.app;

import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.ImagePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an image goes, in words.
 *
 * @param publication one registry
 * @param ecr         how ECR is used
 */
record PublicationText(ImagePlan.Publication publication, EcrSettings ecr) {

    @Override
    public String toString() {
        List<String> notes = new ArrayList<>();
        if (publication.isOptional()) {
            notes.add("optional");
        }
        if (publication.destination() instanceof Destination.Host host && host.isInsecure()) {
            notes.add("without TLS where there is none");
        }
        if (publication.destination() instanceof Destination.Ecr) {
            notes.add(repository());
        }
        return publication.destination() + ", repository " + publication.repository()
                + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
    }

    private String repository() {
        String when = ecr.createRepositories() ? "created if missing" : "must exist";
        if (ecr.updateRepositories()) {
            return when + ", brought in line: " + PlanWords.of(ecr.repository());
        }
        return ecr.createRepositories() ? when + ": " + PlanWords.of(ecr.repository()) : when;
    }
}
