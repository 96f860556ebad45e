package dev.slipway.patch;

/**
 * Why a patch cannot be read or applied.
 *
 * @param place  where: the patch with its line, such as {@code patches/matrix/threads.patch:12}
 * @param what   what is wrong, without a final full stop; it may go over several lines
 * @param remedy what to do, as an imperative sentence
 */
public record PatchProblem(String place, String what, String remedy) {}
