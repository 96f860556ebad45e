/** Adapter: facts about the git repository of a project, through JGit. */
@NullMarked
package dev.slipway.git;

import org.jspecify.annotations.NullMarked;
