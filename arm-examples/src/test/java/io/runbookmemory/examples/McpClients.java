package io.runbookmemory.examples;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The client of the protocol's own SDK, and what the tests ask by it. */
@SuppressWarnings("exports")
public final class McpClients {

  private McpClients() {}

  /** Starts a server in a process of its own, and says hello to it. */
  public static McpSyncClient start(List<String> command) {
    ServerParameters server =
        ServerParameters.builder(command.getFirst())
            .args(command.subList(1, command.size()))
            .build();
    StdioClientTransport transport =
        new StdioClientTransport(server, new JacksonMcpJsonMapper(new JsonMapper()));
    McpSyncClient client =
        McpClient.sync(transport)
            .jsonSchemaValidator(new DefaultJsonSchemaValidator())
            .initializationTimeout(Duration.ofSeconds(90))
            .requestTimeout(Duration.ofSeconds(90))
            .build();
    client.initialize();
    return client;
  }

  /**
   * Returns a client of a server over HTTP, which has not said hello yet.
   *
   * @param headers names and values, in turns
   */
  public static McpSyncClient over(String server, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return McpClient.sync(
            HttpClientStreamableHttpTransport.builder(server)
                .endpoint("/mcp")
                .requestBuilder(request)
                .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
                .build())
        .jsonSchemaValidator(new DefaultJsonSchemaValidator())
        .initializationTimeout(Duration.ofSeconds(30))
        .requestTimeout(Duration.ofSeconds(30))
        .build();
  }

  /** Calls a tool. */
  public static McpSchema.CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
  }

  public static String text(McpSchema.CallToolResult result) {
    return ((McpSchema.TextContent) result.content().getFirst()).text();
  }

  public static String read(McpSyncClient client, String uri) {
    McpSchema.ReadResourceResult read =
        client.readResource(McpSchema.ReadResourceRequest.builder(uri).build());
    return ((McpSchema.TextResourceContents) read.contents().getFirst()).text();
  }

  public static String prompt(McpSyncClient client, Map<String, Object> arguments) {
    McpSchema.GetPromptResult got =
        client.getPrompt(McpSchema.GetPromptRequest.builder("oncall").arguments(arguments).build());
    return ((McpSchema.TextContent) got.messages().getFirst().content()).text();
  }

  /** Returns the lines that stand in no fence, as CommonMark reads them, without code spans. */
  public static String outsideFences(String markdown) {
    String[] open = {""};
    return Arrays.stream(markdown.split("\n", -1))
        .filter(
            line -> {
              String start = line.strip().replaceFirst("^(`*).*$", "$1");
              if (open[0].isEmpty() && start.length() >= 3) {
                open[0] = start;
                return false;
              }
              if (!open[0].isEmpty()) {
                boolean closes = start.length() >= open[0].length() && line.strip().equals(start);
                open[0] = closes ? "" : open[0];
                return false;
              }
              return true;
            })
        .map(line -> line.replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", ""))
        .collect(Collectors.joining("\n"));
  }
}
