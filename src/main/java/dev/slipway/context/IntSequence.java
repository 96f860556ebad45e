package dev.slipway.context;

import java.util.Arrays;

/** A growing list of numbers, without an object for each. */
final class IntSequence {

    private static final int[] NONE = {};

    private int[] numbers = NONE;
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(4, 2 * size));
        }
        numbers[size++] = number;
    }

    int get(int position) {
        return numbers[position];
    }

    int size() {
        return size;
    }

    int[] sortedDistinct() {
        return size == 0
                ? NONE
                : Arrays.stream(numbers, 0, size).sorted().distinct().toArray();
    }
}
