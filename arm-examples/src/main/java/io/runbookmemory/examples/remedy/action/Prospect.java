package io.runbookmemory.examples.remedy.action;

import java.util.List;

/**
 * What a remedy would do.
 *
 * @param target what it would be done to
 * @param now what is live
 * @param steps what would be done, in order
 * @param expects what would be looked for afterwards
 */
record Prospect(String target, String now, List<String> steps, String expects) {}
