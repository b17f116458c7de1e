// A meeting by the LiveMinutes API: create it, add two people, read statuses, cancel it.
//
//   mcs -r:System.Net.Http -r:System.Web.Extensions LiveMinutes.cs && \
//   LIVEMINUTES_URL=http://127.0.0.1:8000 LIVEMINUTES_SID=AC… LIVEMINUTES_TOKEN=… mono LiveMinutes.exe
//
// or, with .NET: dotnet run (in this folder).

using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;

class LiveMinutes
{
    readonly HttpClient client = new HttpClient();

    LiveMinutes(string targeturi, string accountSid, string authToken)
    {
        client.BaseAddress = new Uri(targeturi);
        client.Timeout = TimeSpan.FromSeconds(30);
        client.DefaultRequestHeaders.Authorization = CreateBasicAuthenticationHeader(accountSid, authToken);
    }

    static AuthenticationHeaderValue CreateBasicAuthenticationHeader(string username, string password)
    {
        return new AuthenticationHeaderValue(
            "Basic",
            System.Convert.ToBase64String(
                System.Text.UTF8Encoding.UTF8.GetBytes(
                    string.Format("{0}:{1}", username, password))));
    }

    // Calls a method with names and values by turns, and returns the reply.
    IDictionary<string, string> Call(string method, params string[] parameters)
    {
        var form = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < parameters.Length; i += 2)
            form.Add(new KeyValuePair<string, string>(parameters[i], parameters[i + 1]));
        var response = client.PostAsync(method, new FormUrlEncodedContent(form)).Result;
        var reply = Read(response.Content.ReadAsStringAsync().Result);
        if (reply["resultcode"] != "1")
            throw new Exception(string.Format("{0} failed: {1}", method, reply["message"]));
        return reply;
    }

#if NET
    static IDictionary<string, string> Read(string json)
    {
        var reply = new Dictionary<string, string>();
        using (var document = System.Text.Json.JsonDocument.Parse(json))
            foreach (var property in document.RootElement.EnumerateObject())
                reply[property.Name] = property.Value.ToString();
        return reply;
    }
#else
    static IDictionary<string, string> Read(string json)
    {
        var reply = new Dictionary<string, string>();
        var read = new System.Web.Script.Serialization.JavaScriptSerializer();
        foreach (var pair in read.Deserialize<Dictionary<string, object>>(json))
            reply[pair.Key] = System.Convert.ToString(pair.Value);
        return reply;
    }
#endif

    void HoldMeeting()
    {
        // An empty meetingKey asks for one to be made; usually it is the id of the meeting in your own database.
        var meeting = Call("createMeeting", "meetingKey", "", "hostid", "user-1", "hostnickname", "Ann",
            "title", "Product review", "lang", "en", "duration", "0.5");
        var key = meeting["meetingKey"];
        Console.WriteLine("meeting      " + meeting["meetingUrl"]);
        Console.WriteLine("host         " + meeting["hostUrl"]);

        var added = Call("addParticipant", "meetingKey", key, "puid", "user-2", "nickname", "Bob");
        Console.WriteLine("user-2       " + added["participantUrl"]);
        added = Call("addParticipant", "meetingKey", key, "puid", "user-3", "nickname", "Chloé");
        Console.WriteLine("user-3       " + added["participantUrl"]);

        Console.WriteLine("meeting status     " + Call("getMeetingStatus", "meetingKey", key)["status"]);
        foreach (var puid in new[] { "user-1", "user-2", "user-3" })
        {
            var status = Call("getParticipantStatus", "meetingKey", key, "puid", puid)["status"];
            Console.WriteLine("status of " + puid + "   " + status);
        }

        Call("cancelParticipant", "meetingKey", key, "puid", "user-3");
        Call("cancelMeeting", "meetingKey", key);
        Console.WriteLine("after cancelling   " + Call("getMeetingStatus", "meetingKey", key)["status"]);
    }

    static int Main()
    {
        var url = Environment.GetEnvironmentVariable("LIVEMINUTES_URL");
        var sid = Environment.GetEnvironmentVariable("LIVEMINUTES_SID");
        var token = Environment.GetEnvironmentVariable("LIVEMINUTES_TOKEN");
        if (string.IsNullOrEmpty(sid) || string.IsNullOrEmpty(token))
        {
            Console.Error.WriteLine(
                "Set LIVEMINUTES_SID and LIVEMINUTES_TOKEN (convener client create --name NAME).");
            return 2;
        }
        try
        {
            new LiveMinutes(string.IsNullOrEmpty(url) ? "http://127.0.0.1:8000/" : url, sid, token).HoldMeeting();
            return 0;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error.GetBaseException().Message);
            return 1;
        }
    }
}
