// A meeting by the Live Meeting service API: find where to post, create a meeting, list it, make a ticket, upload a
// document, report visitors, download a recording, delete the meeting. Java 17, nothing else:
//
//   LIVE_MEETING_URL=http://127.0.0.1:8000/cc/main LIVE_MEETING_USER=… LIVE_MEETING_PASSWORD=… \
//       java LiveMeeting.java [DOCUMENT]

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public class LiveMeeting {
    private static final String[] ENTRY_CONTROL = {"ACL", "None", "Password"};
    private static final String[] RESOURCE_TYPES = {
        "ESS", "PWP", "HighFidelityPresentation", "HighFidelityPresentationDownload",
        "WindowsMediaMovieRecording", "WindowsMediaMovieRecordingDownload", "BasicRecording"};
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** The server answered with a Fault. */
    private static class Refused extends Exception {
        Refused(String fault) {
            super(fault);
        }
    }

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final String user;
    private final String password;
    private final String postingUrl;
    private Document document;

    // The posting URL is asked for at the start of each session and not kept for later ones.
    private LiveMeeting(String url, String user, String password) throws Exception {
        this.user = user;
        this.password = password;
        HttpRequest discovery = request(url.replaceAll("/$", "") + "/xml/4.0/GetPostingURLRequest").GET().build();
        this.postingUrl = read(send(discovery).body()).getAttribute("url");
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    // ------------------------------------------------------------------------------------------- messages

    /** Begins a message; what is made until the next call of this belongs to it. */
    private Element message(String tag) throws Exception {
        document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        return element(tag);
    }

    private Element element(String tag, Node... children) {
        Element made = document.createElement(tag);
        for (Node child : children) {
            made.appendChild(child);
        }
        return made;
    }

    private Element with(Element made, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            made.setAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
        return made;
    }

    private Element option(String kind, String name, String value) {
        return with(element(kind), "name", name, "value", value);
    }

    private Element leaves(Element parent, String tag, String... texts) {
        for (String text : texts) {
            parent.appendChild(element(tag)).setTextContent(text);
        }
        return parent;
    }

    private Element enumeration(String name, String value, String... values) {
        return leaves(option("EnumerationOption", name, value), "String", values);
    }

    private Element fields(String... names) {
        return leaves(element("FieldList"), "Name", names);
    }

    private Element by(String field, String value) {
        return with(element("StringQuery"), "fieldName", field, "operator", "=", "value", value);
    }

    /** Posts the message with these children; returns its reply. */
    private Element call(Element message, Node... children) throws Exception {
        for (Node child : children) {
            message.appendChild(child);
        }
        document.appendChild(
            with(element("PlaceWareConfCenter", message), "authUser", user, "authPassword", password));
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer()
            .transform(new DOMSource(document), new StreamResult(text));
        // The text says nothing else about its encoding than that it is UTF-8, and so it travels.
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(text.toString(), StandardCharsets.UTF_8);
        return read(send(request(postingUrl).header("Content-Type", "application/xml").POST(body).build()).body());
    }

    private static Element read(byte[] body) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(body)).getDocumentElement();
        NodeList faults = root.getElementsByTagName("Fault");
        if (faults.getLength() > 0) {
            throw new Refused(text(faults.item(0), "FaultCode") + ": " + text(faults.item(0), "FaultString"));
        }
        return (Element) root.getElementsByTagName("*").item(0);
    }

    private static String text(Node node, String tag) {
        Node found = ((Element) node).getElementsByTagName(tag).item(0);
        return found == null ? "" : found.getTextContent();
    }

    /** The value of the first option of that name, null where there is none. */
    private static String valueOf(Node reply, String name) {
        NodeList all = ((Element) reply).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            if (one.getAttribute("name").equals(name) && one.hasAttribute("value")) {
                return one.getAttribute("value");
            }
        }
        return null;
    }

    private static void show(String what, Object said) {
        OUT.println(String.format("%-12s %s", what, said));
    }

    // ------------------------------------------------------------------------------- the life of a meeting

    private void holdMeeting(List<String> documents) throws Exception {
        show("posting URL", postingUrl);

        Instant start = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        Element created = call(
            with(message("CreateMeetingRequest"), "title", "Product review", "maxUsers", "20"),
            element("OptionList",
                option("TimeOption", "startTime", start.toString()),
                option("TimeOption", "endTime", start.plus(1, ChronoUnit.HOURS).toString()),
                enumeration("audienceEntryControl", "Password", ENTRY_CONTROL)),
            fields("mid", "name", "audiencePassword"));
        String mid = valueOf(created, "mid");
        show("meeting", valueOf(created, "name") + " password " + valueOf(created, "audiencePassword"));

        Element listed = call(message("ListMeetingsRequest"), by("mid", mid), fields("title", "startTime", "status"));
        show("listed",
            valueOf(listed, "title") + ", " + valueOf(listed, "startTime") + ", " + valueOf(listed, "status"));

        Element ticket = call(
            with(message("CreateTicketRequest"), "duration", "120"),
            with(element("GeneralLoginContext"), "userID", user));
        show("ticket", ticket.getAttribute("url"));

        for (String path : documents) {
            upload(mid, Path.of(path));
        }

        Element visitors = call(
            message("ListVisitorsRequest"), by("mid", mid), fields("userName", "startTime", "endTime"));
        show("visitors", visitors.getElementsByTagName("Visitor").getLength());

        NodeList recordings =
            call(message("ListRecordings4Request"), fields("reid", "name")).getElementsByTagName("Recording4");
        show("recordings", recordings.getLength());
        if (recordings.getLength() > 0) {
            download(valueOf(recordings.item(0), "reid"), valueOf(recordings.item(0), "name"));
        }

        call(message("DeleteMeetingRequest"), by("mid", mid));
        listed = call(
            with(message("ListMeetingsRequest"), "listDeleted", "True"), by("mid", mid), fields("status"));
        show("afterwards", valueOf(listed, "status"));
    }

    // Ask for an address, then post the file to it. The address needs no credentials, and is good for a few minutes.
    private void upload(String mid, Path path) throws Exception {
        byte[] body = Files.readAllBytes(path);
        String url = call(message("GetURLRequest"), by("mid", mid),
            element("OptionList",
                option("BooleanOption", "isUpload", "True"),
                option("DecimalOption", "bytes", String.valueOf(body.length)),
                option("StringOption", "uploadName", path.getFileName().toString()),
                enumeration("resourceType", "ESS", RESOURCE_TYPES))).getAttribute("url");
        HttpRequest sending = request(url).header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        show("uploaded", path.getFileName() + ": " + text(read(send(sending).body()), "Code"));
    }

    private void download(String reid, String name) throws Exception {
        String url = call(message("GetURLRequest"), by("reid", reid),
            element("OptionList", enumeration("resourceType", "WindowsMediaMovieRecordingDownload", RESOURCE_TYPES)))
            .getAttribute("url");
        HttpResponse<byte[]> film = send(request(url).GET().build());
        if (!film.headers().firstValue("Content-Type").orElse("").equals("application/octet-stream")) {
            read(film.body());
        }
        show("downloaded", name + ": " + film.body().length + " bytes");
    }

    public static void main(String[] documents) throws Exception {
        String url = System.getenv("LIVE_MEETING_URL");
        String user = System.getenv("LIVE_MEETING_USER");
        String password = System.getenv("LIVE_MEETING_PASSWORD");
        if (url == null || user == null || password == null) {
            System.err.println("Set LIVE_MEETING_URL (…/cc/CENTER), LIVE_MEETING_USER and LIVE_MEETING_PASSWORD.");
            System.exit(2);
        }
        try {
            new LiveMeeting(url, user, password).holdMeeting(List.of(documents));
        } catch (Refused refused) {
            System.err.println("refused: " + refused.getMessage());
            System.exit(1);
        }
    }
}
