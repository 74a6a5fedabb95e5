package io.runbookmemory.connectors.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on loopback that answers as it was told to, where GreenMail knows no such thing.
 */
final class ScriptedSmtp implements AutoCloseable {

  /** What is said of a command: said never, so that the client waits. */
  static final String SILENCE = "";

  private final ServerSocket listening;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private final @Nullable SSLContext tls;
  private final boolean fromTheStart;

  ScriptedSmtp(@Nullable SSLContext tls, boolean fromTheStart) {
    this.tls = tls;
    this.fromTheStart = fromTheStart;
    try {
      listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Answers a command otherwise than with success. */
  ScriptedSmtp replies(String verb, String reply) {
    replies.put(verb, reply);
    return this;
  }

  /** What clients said, one line each; the letter's lines among them. */
  List<String> said() {
    return List.copyOf(said);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // Closed: the test is over.
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (Socket socket = plain) {
      Socket now = fromTheStart ? encrypted(socket) : socket;
      BufferedReader in = reader(now);
      say(now, "220 test ESMTP");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        said.add(line);
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        answer(now, in, verb);
        if ("STARTTLS".equals(verb) && tls != null) {
          now = encrypted(now);
          in = reader(now);
        }
      }
    } catch (IOException e) {
      said.add("lost: " + e);
    }
  }

  private void answer(Socket socket, BufferedReader in, String verb) throws IOException {
    String reply = replies.get(verb);
    if (reply != null) {
      say(socket, reply);
      return;
    }
    switch (verb) {
      case "EHLO" -> {
        boolean offers = tls != null && !(socket instanceof SSLSocket);
        say(socket, offers ? "250-test\r\n250 STARTTLS" : "250-test\r\n250 AUTH PLAIN LOGIN");
      }
      case "STARTTLS" -> say(socket, "220 go on");
      case "AUTH" -> say(socket, "235 welcome");
      case "DATA" -> {
        say(socket, "354 go on");
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
          said.add(line);
        }
        say(socket, replies.getOrDefault("letter", "250 taken"));
      }
      case "QUIT" -> say(socket, "221 bye");
      default -> say(socket, "250 fine");
    }
  }

  private Socket encrypted(Socket socket) throws IOException {
    SSLSocket encrypted =
        (SSLSocket)
            java.util.Objects.requireNonNull(tls)
                .getSocketFactory()
                .createSocket(socket, null, socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    return encrypted;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void say(Socket socket, String reply) throws IOException {
    if (!reply.equals(SILENCE)) {
      socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
