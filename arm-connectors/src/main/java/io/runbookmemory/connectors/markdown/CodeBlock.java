package io.runbookmemory.connectors.markdown;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * A fenced or indented block of code.
 *
 * @param language the fence's first word, or null
 * @param code without the last line break
 */
record CodeBlock(@Nullable String language, String code) {

  private static final Set<String> OUTPUT = Set.of("log", "logs", "output");

  /** Output for some, commands for others. */
  private static final Set<String> PLAIN = Set.of("text", "txt", "plaintext", "plain", "none");

  /** Returns the node's code, if it is code and not blank. */
  static Optional<CodeBlock> in(@Nullable Node node) {
    CodeBlock block =
        switch (node) {
          case FencedCodeBlock fenced ->
              new CodeBlock(firstWord(fenced.getInfo()), fenced.getLiteral().stripTrailing());
          case IndentedCodeBlock indented ->
              new CodeBlock(null, indented.getLiteral().stripTrailing());
          case null, default -> null;
        };
    return Optional.ofNullable(block).filter(found -> !found.code().isBlank());
  }

  /** Returns whether it shows what running something prints. */
  boolean isOutput() {
    return OUTPUT.contains(mark());
  }

  /** Returns whether its mark leaves open what it is. */
  boolean isPlain() {
    return PLAIN.contains(mark());
  }

  private String mark() {
    return language == null ? "" : language.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String firstWord(@Nullable String info) {
    String word = info == null ? "" : info.strip().split("[\\s,{]", 2)[0];
    return word.isEmpty() ? null : word;
  }
}
