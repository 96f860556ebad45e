/** The build context: a lazy, sorted tree of files after the ignore rules, and its form as a tar stream. */
@NullMarked
package dev.slipway.context;

import org.jspecify.annotations.NullMarked;
