package io.runbookmemory.examples.daemon.chat;

/**
 * An answer, in plain words.
 *
 * @param text not blank
 * @param everybody whether all of the channel see it, or who asked alone
 */
record Said(String text, boolean everybody) {

  static Said alone(String text) {
    return new Said(text, false);
  }

  static Said all(String text) {
    return new Said(text, true);
  }
}
