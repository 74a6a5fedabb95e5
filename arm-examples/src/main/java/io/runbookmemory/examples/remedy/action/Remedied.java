package io.runbookmemory.examples.remedy.action;

import java.util.List;

/**
 * What a remedy did.
 *
 * @param target what it was done to
 * @param before what was live
 * @param steps what was done, in order
 * @param expected what was looked for afterwards
 * @param helped whether it was seen in time
 */
record Remedied(
    String target, String before, List<String> steps, String expected, boolean helped) {}
