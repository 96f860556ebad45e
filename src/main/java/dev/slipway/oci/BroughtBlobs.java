package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.RepositoryName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Which repositories of a registry have which blobs, as far as this run knows. Safe for use by several threads. */
final class BroughtBlobs {

    private final Map<Digest, Set<RepositoryName>> places = new ConcurrentHashMap<>();
    private final Map<Digest, Lock> locks = new ConcurrentHashMap<>();

    void add(Digest blob, RepositoryName repository) {
        places(blob).add(repository);
    }

    boolean isIn(Digest blob, RepositoryName repository) {
        return places(blob).contains(repository);
    }

    /** A repository that has a blob. */
    Optional<RepositoryName> place(Digest blob) {
        return places(blob).stream().findFirst();
    }

    private Set<RepositoryName> places(Digest blob) {
        return places.computeIfAbsent(blob, key -> ConcurrentHashMap.newKeySet());
    }

    /** Lets nobody else bring a blob at the same time: who comes second may find it. */
    void oneByOne(Digest blob, Runnable bringing) throws InterruptedException {
        Lock lock = locks.computeIfAbsent(blob, key -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            bringing.run();
        } finally {
            lock.unlock();
        }
    }
}
