/** The root of all exceptions that a user may see, and the redactor that keeps secrets out of what is said. */
@NullMarked
package dev.slipway.failure;

import org.jspecify.annotations.NullMarked;
