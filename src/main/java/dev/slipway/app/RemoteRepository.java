package dev.slipway.app;

import java.util.List;
import java.util.Optional;

/**
 * What a registry says of a repository.
 *
 * @param host        of the registry; an empty text if there is a problem
 * @param exists      whether it is there
 * @param differences in what it is not as configured, in words
 * @param problem     why nothing is known of it, a sentence
 */
record RemoteRepository(String host, boolean exists, List<String> differences, Optional<String> problem) {

    /** Copies the list. */
    RemoteRepository {
        differences = List.copyOf(differences);
    }

    static RemoteRepository unknown(String problem) {
        return new RemoteRepository("", false, List.of(), Optional.of(problem));
    }
}
