// A meeting by the Live Meeting service API: find where to post, create a meeting, list it, make a ticket, upload a
// document, report visitors, download a recording, delete the meeting.
//
//   mcs -r:System.Net.Http -r:System.Xml LiveMeeting.cs && \
//   LIVE_MEETING_URL=http://127.0.0.1:8000/cc/main LIVE_MEETING_USER=… LIVE_MEETING_PASSWORD=… \
//       mono LiveMeeting.exe [DOCUMENT]
//
// or, with .NET: dotnet run -- [DOCUMENT] (in this folder).

using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Xml;

class Refused : Exception
{
    public Refused(string fault) : base(fault) { }
}

class LiveMeeting
{
    static readonly string[] EntryControl = { "ACL", "None", "Password" };
    static readonly string[] ResourceTypes = {
        "ESS", "PWP", "HighFidelityPresentation", "HighFidelityPresentationDownload",
        "WindowsMediaMovieRecording", "WindowsMediaMovieRecordingDownload", "BasicRecording" };

    readonly HttpClient client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
    readonly XmlDocument document = new XmlDocument();
    readonly string user, password, postingUrl;

    // The posting URL is asked for at the start of each session and not kept for later ones.
    LiveMeeting(string url, string user, string password)
    {
        this.user = user;
        this.password = password;
        var found = client.GetByteArrayAsync(url.TrimEnd('/') + "/xml/4.0/GetPostingURLRequest").Result;
        postingUrl = Read(found).GetAttribute("url");
    }

    // ------------------------------------------------------------------------------------------- messages

    XmlElement Element(string tag, params XmlElement[] children)
    {
        var made = document.CreateElement(tag);
        foreach (var child in children)
            made.AppendChild(child);
        return made;
    }

    static XmlElement With(XmlElement made, params string[] namesAndValues)
    {
        for (var i = 0; i < namesAndValues.Length; i += 2)
            made.SetAttribute(namesAndValues[i], namesAndValues[i + 1]);
        return made;
    }

    XmlElement Option(string kind, string name, string value)
    {
        return With(Element(kind), "name", name, "value", value);
    }

    XmlElement Leaves(XmlElement parent, string tag, params string[] texts)
    {
        foreach (var text in texts)
        {
            var leaf = Element(tag);
            leaf.InnerText = text;
            parent.AppendChild(leaf);
        }
        return parent;
    }

    XmlElement Enumeration(string name, string value, params string[] values)
    {
        return Leaves(Option("EnumerationOption", name, value), "String", values);
    }

    XmlElement Fields(params string[] names)
    {
        return Leaves(Element("FieldList"), "Name", names);
    }

    XmlElement By(string field, string value)
    {
        return With(Element("StringQuery"), "fieldName", field, "operator", "=", "value", value);
    }

    XmlElement Call(XmlElement message)
    {
        var root = With(Element("PlaceWareConfCenter", message), "authUser", user, "authPassword", password);
        return Post(postingUrl, Encoding.UTF8.GetBytes(root.OuterXml), "application/xml");
    }

    XmlElement Post(string url, byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.Add("Content-Type", contentType);
        var response = client.PostAsync(url, content).Result;
        return Read(response.Content.ReadAsByteArrayAsync().Result);
    }

    // The one element of a reply; a Fault in it is an exception.
    static XmlElement Read(byte[] body)
    {
        var reply = new XmlDocument { XmlResolver = null };
        reply.Load(new MemoryStream(body));
        var fault = reply.SelectSingleNode("//Fault");
        if (fault != null)
            throw new Refused(Text(fault, "FaultCode") + ": " + Text(fault, "FaultString"));
        return (XmlElement)reply.DocumentElement.FirstChild;
    }

    static string Text(XmlNode node, string tag)
    {
        var found = node.SelectSingleNode(".//" + tag);
        return found == null ? "" : found.InnerText;
    }

    static string ValueOf(XmlNode reply, string name)
    {
        var found = reply.SelectSingleNode(".//*[@name='" + name + "']/@value");
        return found == null ? null : found.Value;
    }

    static string Instant(DateTime moment)
    {
        return moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
    }

    static void Show(string what, object said)
    {
        Console.WriteLine(what.PadRight(12) + " " + said);
    }

    // ------------------------------------------------------------------------------- the life of a meeting

    void HoldMeeting(string[] documents)
    {
        Show("posting URL", postingUrl);

        var start = DateTime.UtcNow.AddDays(1);
        var created = Call(With(
            Element("CreateMeetingRequest",
                Element("OptionList",
                    Option("TimeOption", "startTime", Instant(start)),
                    Option("TimeOption", "endTime", Instant(start.AddHours(1))),
                    Enumeration("audienceEntryControl", "Password", EntryControl)),
                Fields("mid", "name", "audiencePassword")),
            "title", "Product review", "maxUsers", "20"));
        var mid = ValueOf(created, "mid");
        Show("meeting", ValueOf(created, "name") + " password " + ValueOf(created, "audiencePassword"));

        var listed = Call(Element("ListMeetingsRequest", By("mid", mid), Fields("title", "startTime", "status")));
        Show("listed",
            ValueOf(listed, "title") + ", " + ValueOf(listed, "startTime") + ", " + ValueOf(listed, "status"));

        var context = With(Element("GeneralLoginContext"), "userID", user);
        var ticket = Call(With(Element("CreateTicketRequest", context), "duration", "120"));
        Show("ticket", ticket.GetAttribute("url"));

        foreach (var path in documents)
            Upload(mid, path);

        var visitors = Call(
            Element("ListVisitorsRequest", By("mid", mid), Fields("userName", "startTime", "endTime")));
        Show("visitors", visitors.SelectNodes("Visitor").Count);

        var recordings = Call(Element("ListRecordings4Request", Fields("reid", "name"))).SelectNodes("Recording4");
        Show("recordings", recordings.Count);
        if (recordings.Count > 0)
            Download(ValueOf(recordings[0], "reid"), ValueOf(recordings[0], "name"));

        Call(Element("DeleteMeetingRequest", By("mid", mid)));
        listed = Call(With(
            Element("ListMeetingsRequest", By("mid", mid), Fields("status")), "listDeleted", "True"));
        Show("afterwards", ValueOf(listed, "status"));
    }

    // Ask for an address, then post the file to it. The address needs no credentials, and is good for a few minutes.
    void Upload(string mid, string path)
    {
        var body = File.ReadAllBytes(path);
        var name = Path.GetFileName(path);
        var url = Call(Element("GetURLRequest", By("mid", mid),
            Element("OptionList",
                Option("BooleanOption", "isUpload", "True"),
                Option("DecimalOption", "bytes", body.Length.ToString()),
                Option("StringOption", "uploadName", name),
                Enumeration("resourceType", "ESS", ResourceTypes)))).GetAttribute("url");
        Show("uploaded", name + ": " + Text(Post(url, body, "application/octet-stream"), "Code"));
    }

    void Download(string reid, string name)
    {
        var url = Call(Element("GetURLRequest", By("reid", reid),
            Element("OptionList",
                Enumeration("resourceType", "WindowsMediaMovieRecordingDownload", ResourceTypes)))).GetAttribute("url");
        var response = client.GetAsync(url).Result;
        var body = response.Content.ReadAsByteArrayAsync().Result;
        if (response.Content.Headers.ContentType.ToString() != "application/octet-stream")
            Read(body);
        Show("downloaded", name + ": " + body.Length + " bytes");
    }

    static int Main(string[] documents)
    {
        var url = Environment.GetEnvironmentVariable("LIVE_MEETING_URL");
        var user = Environment.GetEnvironmentVariable("LIVE_MEETING_USER");
        var password = Environment.GetEnvironmentVariable("LIVE_MEETING_PASSWORD");
        if (string.IsNullOrEmpty(url) || string.IsNullOrEmpty(user) || string.IsNullOrEmpty(password))
        {
            Console.Error.WriteLine("Set LIVE_MEETING_URL (.../cc/CENTER), LIVE_MEETING_USER, LIVE_MEETING_PASSWORD.");
            return 2;
        }
        try
        {
            new LiveMeeting(url, user, password).HoldMeeting(documents);
            return 0;
        }
        catch (Refused refused)
        {
            Console.Error.WriteLine("refused: " + refused.Message);
            return 1;
        }
    }
}
