<?php
// A meeting by the LiveMinutes API: create it, add two people, read statuses, cancel it.
//
//   LIVEMINUTES_URL=http://127.0.0.1:8000 LIVEMINUTES_SID=AC… LIVEMINUTES_TOKEN=… php liveminutes.php

$baseUrl = rtrim(getenv('LIVEMINUTES_URL') ?: 'http://127.0.0.1:8000', '/');
$accountSid = getenv('LIVEMINUTES_SID');
$authToken = getenv('LIVEMINUTES_TOKEN');
if (!$accountSid || !$authToken) {
    fwrite(STDERR, "Set LIVEMINUTES_SID and LIVEMINUTES_TOKEN (convener client create --name NAME).\n");
    exit(2);
}

function call($method, $parameters)
{
    global $baseUrl, $accountSid, $authToken;
    $curl = curl_init("{$baseUrl}/{$method}");
    curl_setopt($curl, CURLOPT_USERPWD, $pwd = "{$accountSid}:{$authToken}");
    curl_setopt($curl, CURLOPT_POST, true);
    curl_setopt($curl, CURLOPT_POSTFIELDS, http_build_query($parameters));
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
    curl_setopt($curl, CURLOPT_TIMEOUT, 30);
    $body = curl_exec($curl);
    if ($body === false) {
        fwrite(STDERR, "{$method}: " . curl_error($curl) . "\n");
        exit(1);
    }
    $reply = json_decode($body, true);
    if (!isset($reply['resultcode']) || $reply['resultcode'] !== 1) {
        fwrite(STDERR, "{$method} failed: " . ($reply['message'] ?? $body) . "\n");
        exit(1);
    }
    return $reply;
}

// An empty meetingKey asks for one to be made; usually it is the id of the meeting in your own database.
$meeting = call('createMeeting', [
    'meetingKey' => '',
    'hostid' => 'user-1',
    'hostnickname' => 'Ann',
    'title' => 'Product review',
    'lang' => 'en',
    'duration' => 0.5,
]);
$key = $meeting['meetingKey'];
echo "meeting      {$meeting['meetingUrl']}\n";
echo "host         {$meeting['hostUrl']}\n";

foreach (['user-2' => 'Bob', 'user-3' => 'Chloé'] as $id => $name) {
    $added = call('addParticipant', ['meetingKey' => $key, 'puid' => $id, 'nickname' => $name]);
    echo str_pad($id, 12) . " {$added['participantUrl']}\n";
}

$status = call('getMeetingStatus', ['meetingKey' => $key]);
echo "meeting status     {$status['status']}\n";
foreach (['user-1', 'user-2', 'user-3'] as $id) {
    $status = call('getParticipantStatus', ['meetingKey' => $key, 'puid' => $id]);
    echo "status of {$id}   {$status['status']}\n";
}

call('cancelParticipant', ['meetingKey' => $key, 'puid' => 'user-3']);
call('cancelMeeting', ['meetingKey' => $key]);
$status = call('getMeetingStatus', ['meetingKey' => $key]);
echo "after cancelling   {$status['status']}\n";
