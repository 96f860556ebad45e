package dev.slipway.registry;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread at a time do what concerns a thing, by the thing's name. Threads that take their turns with one object
 * wait for each other; it is kept for as long as they may meet.
 */
public final class Turns {

    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Waits until nobody else is busy with a thing, and works on it.
     *
     * @param thing its name, such as an image reference
     * @return what the work returns
     */
    public <T> T take(String thing, Supplier<T> work) {
        ReentrantLock lock = locks.computeIfAbsent(thing, name -> new ReentrantLock(true));
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another push of " + thing + " ends", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
