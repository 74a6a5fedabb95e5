package io.runbookmemory.guard;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.key.Sha256;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.json.JsonText;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** One call on its way: the request, what of it may be shown, and its name. */
final class GuardedCall {

  /** No tool asks for more; what is longer is not even read. */
  static final int LONGEST_ARGUMENTS = 1 << 20;

  /** What the audit log keeps of arguments that are too long, or no JSON. */
  private static final int SHOWN = 1_000;

  private final String id = UUID.randomUUID().toString();
  private final ToolRequest request;
  private final String shownArguments;
  private final String shownTool;
  private final String shownReason;

  GuardedCall(ToolRequest request, Redaction redaction) {
    this.request = request;
    String arguments = request.arguments();
    this.shownArguments =
        arguments.length() <= LONGEST_ARGUMENTS
            ? redaction.cleanJson(arguments)
            : redaction.clean(arguments.substring(0, SHOWN)) + "…";
    this.shownTool = redaction.clean(cut(request.tool()));
    this.shownReason = redaction.clean(request.breakGlass().orElse(""));
  }

  private static String cut(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
  }

  String id() {
    return id;
  }

  ToolRequest request() {
    return request;
  }

  /** The arguments without secrets. */
  String shownArguments() {
    return shownArguments;
  }

  /** The tool's name as it was asked for, without secrets. */
  String shownTool() {
    return shownTool;
  }

  /** Why it cannot wait, without secrets. */
  String shownReason() {
    return shownReason;
  }

  String scope() {
    return text(request.scope());
  }

  /** A scope as one text, so that two scopes never have the same. */
  static String text(Scope scope) {
    return String.join(
        "/",
        scope.tenant().name(),
        Objects.requireNonNullElse(scope.service(), "*").replace("/", "%2F"),
        Objects.requireNonNullElse(scope.env(), "*").replace("/", "%2F"));
  }

  /** Returns what names this call of this caller, however its arguments are laid out. */
  String digest() {
    List<String> parts = List.of(request.tool(), canonical(), request.caller().id(), scope());
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.length()).append(':').append(part));
    return Sha256.of(all.toString());
  }

  private String canonical() {
    try {
      return JsonText.canonical(JsonText.read(request.arguments()));
    } catch (InvalidInputException e) {
      return request.arguments();
    }
  }
}
