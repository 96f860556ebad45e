/** The recipes behind the goals, and the one place that names concrete adapters. */
@NullMarked
package dev.slipway.app;

import org.jspecify.annotations.NullMarked;
