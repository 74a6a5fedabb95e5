/** What the report runs on: the machine, the build, the checkout, and a PGlite of its own. */
@NullMarked
package io.runbookmemory.bench.report.machine;

import org.jspecify.annotations.NullMarked;
