package io.runbookmemory.replay.page;

import java.util.List;

/** A part of a page, in words that are not escaped yet. */
sealed interface Block {

  record Heading(int level, String text) implements Block {}

  record Words(String text) implements Block {}

  record Table(List<String> head, List<List<String>> rows) implements Block {}
}
