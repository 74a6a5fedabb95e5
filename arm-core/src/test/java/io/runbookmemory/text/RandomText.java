package io.runbookmemory.text;

import java.util.Random;

/** Text for property tests: prose, identifiers, Markdown, any Unicode and lone surrogates. */
final class RandomText {

  private static final String[] PIECES = {
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "# ",
    "## Impact\n",
    "```\n",
    "pod is down. ",
    "KubePodCrashLooping",
    "db-01.prod.example.com",
    "HTTP 503",
    "[REDACTED:host]",
    "[IP_1]",
    "don't",
    "\u0301",
    "\u0316",
    "\u200b",
    "\u00ad",
    "\u00a0",
    "\u3000",
    "\ud83d\ude00",
    "\u6771\u4eac",
    "\u3002",
    "\ufb01",
    "\u0130",
    "H\u0331",
    "\"",
    "'",
    "_",
    "-",
    ".",
    "/"
  };

  private RandomText() {}

  static String of(Random random, int pieces) {
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (' ' + random.nextInt(95)));
        default -> text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }

  /** Returns a word of two to nine letters a to z. */
  static String word(Random random) {
    var word = new StringBuilder();
    int length = 2 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
