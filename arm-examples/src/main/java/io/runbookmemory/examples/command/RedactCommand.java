package io.runbookmemory.examples.command;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.redact.RedactionRules;
import io.runbookmemory.guard.redact.SecretScanner;
import io.runbookmemory.guard.redact.replace.Numbering;
import io.runbookmemory.guard.redact.replace.StreamRedaction;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm redact}. */
@Command(
    name = "redact",
    description = {
      "Copy standard input to standard output without its secrets, line by line as they come.",
      "Keys, tokens, passwords, cards, IBANs, e-mail and IP addresses, telephone numbers become",
      "[KIND_n], the same n for the same secret. As what is remembered is redacted; see",
      "docs/redaction.md. Example: kubectl logs checkout | arm redact > checkout.log"
    })
public final class RedactCommand implements Callable<Integer> {

  @Mixin private Output output = new Output();

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      description = "Leave mail at this host and those below it, or this IP address; repeatable.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--allow-network",
      paramLabel = "CIDR",
      description = "Leave the IP addresses of this network, such as 10.0.0.0/8; repeatable.")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description = "Names to replace as well, one a line.")
  private @Nullable Path names;

  @Option(
      names = "--credentials-only",
      description = "Leave e-mail and IP addresses, telephone numbers, IBANs and names.")
  private boolean credentialsOnly;

  @Option(
      names = "--count",
      description = "Say on standard error how many of each kind were replaced.")
  private boolean count;

  @Override
  public Integer call() {
    Numbering numbering = new Numbering(new SecretScanner(rules()));
    try {
      Reader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      new StreamRedaction(numbering).copy(in, output.writer());
    } catch (IOException e) {
      if (!output.isGone()) {
        throw new ConfigurationException(
            "standard input", "cannot read standard input: " + e.getMessage(), e);
      }
    }
    if (count) {
      numbering.replaced().forEach((kind, times) -> output.complain(kind + " " + times));
    }
    return ExitStatus.OK;
  }

  private RedactionRules rules() {
    RedactionRules.Builder rules = RedactionRules.builder();
    try {
      hosts.forEach(rules::allowHost);
      networks.forEach(rules::allowNetwork);
      rules.names(readNames());
    } catch (IllegalArgumentException e) {
      throw output.usage(String.valueOf(e.getMessage()));
    }
    return (credentialsOnly ? rules.credentialsOnly() : rules).build();
  }

  private List<String> readNames() {
    if (names == null) {
      return List.of();
    }
    try {
      return Files.readAllLines(names).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw output.usage("--names: cannot read " + names + ", give a text file of names");
    }
  }
}
