package io.runbookmemory.oncall.command;

import java.util.ArrayList;
import java.util.List;

/** Takes a shell's lines apart: commands, and their words without quotes. */
final class ShellWords {

  /** Stands for what is not understood, and is no program's name. */
  static final String UNKNOWN = "\0";

  private final String line;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private ShellWords(String line) {
    this.line = line;
  }

  /** Returns the commands of lines, pipes and lists; one of {@link #UNKNOWN} where it is unsure. */
  static List<List<String>> commands(String line) {
    ShellWords read = new ShellWords(line);
    read.read();
    return read.commands;
  }

  private void read() {
    int i = 0;
    while (i < line.length()) {
      i = take(i) + 1;
    }
    endCommand();
  }

  /** Takes the character at a place, and returns the last one that was taken with it. */
  private int take(int at) {
    char c = line.charAt(at);
    switch (c) {
      case '\'', '"' -> {
        return quoted(at, c);
      }
      case '\\' -> {
        add(at + 1 < line.length() ? line.charAt(at + 1) : c);
        return at + 1;
      }
      case ';', '|', '&', '\n' -> endCommand();
      case '>', '<', '(', ')' -> {
        if (isPlaceholder(at)) {
          add(c);
        } else {
          unknown();
        }
      }
      default -> {
        if (Character.isWhitespace(c)) {
          endWord();
        } else {
          add(c);
        }
      }
    }
    return at;
  }

  private int quoted(int at, char quote) {
    int end = line.indexOf(quote, at + 1);
    if (end < 0) {
      unknown();
      return line.length();
    }
    word.append(line, at + 1, end);
    inWord = true;
    return end;
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  /**
   * {@code <pod-name>} is filled in by a person; a space before {@code >} makes it another thing.
   */
  private boolean isPlaceholder(int at) {
    if (line.charAt(at) == '<') {
      return line.substring(at).matches("(?s)<[A-Za-z][A-Za-z0-9_ .-]*>(?:[\\s/:.,\"'-].*)?");
    }
    return line.charAt(at) == '>'
        && line.substring(0, at + 1).matches("(?s).*<[A-Za-z][A-Za-z0-9_ .-]*>");
  }

  private void unknown() {
    commands.add(List.of(UNKNOWN));
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
    }
    words = new ArrayList<>();
  }
}
