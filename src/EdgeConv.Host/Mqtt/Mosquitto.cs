using System.Runtime.InteropServices;

namespace EdgeConv.Host.Mqtt;

/// <summary>The calls of libmosquitto (mosquitto.h) that are used. A client is a pointer; texts are UTF-8; results are 0 or an error of <see cref="ErrorText"/>.</summary>
internal static unsafe partial class Mosquitto
{
    /// <summary>MOSQ_ERR_NO_CONN: there is no connection; a message that was to be published is kept for the next all the same.</summary>
    public const int NoConnection = 4;

    /// <summary>MOSQ_ERR_TLS: what it is about is only told to <see cref="OnLog"/>.</summary>
    public const int TlsError = 8;

    /// <summary>MOSQ_LOG_ERR: the level of texts that tell of errors.</summary>
    public const int ErrorLevel = 8;

    /// <summary>MOSQ_ERR_ERRNO: errno tells what.</summary>
    public const int SystemError = 14;

    /// <summary>MOSQ_ERR_EAI: the host's name has no address.</summary>
    public const int UnknownHost = 15;

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_lib_init")]
    public static partial int InitializeLibrary();

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint New(string? clientId, [MarshalAs(UnmanagedType.U1)] bool cleanSession, nint context);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint client);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_threaded_set")]
    public static partial int AllowThreads(nint client, [MarshalAs(UnmanagedType.U1)] bool areThere);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_will_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetWill(nint client, string topic, int length, byte* payload, int quality, [MarshalAs(UnmanagedType.U1)] bool isRetained);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetUser(nint client, string user, string? password);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTls(nint client, string? authorities, string? authoritiesFolder, string? certificate, string? key, nint passwordCallback);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_connect", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Connect(nint client, string host, int port, int keepAliveSeconds);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_loop", SetLastError = true)]
    public static partial int Loop(nint client, int milliseconds, int alwaysOne);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_disconnect")]
    public static partial int Disconnect(nint client);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_publish")]
    public static partial int Publish(nint client, int* message, byte* topic, int length, byte* payload, int quality, [MarshalAs(UnmanagedType.U1)] bool isRetained);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_subscribe", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Subscribe(nint client, int* message, string filter, int quality);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_unsubscribe", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unsubscribe(nint client, int* message, string filter);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_connect_callback_set")]
    public static partial void OnConnect(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, void> callback);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_publish_callback_set")]
    public static partial void OnPublish(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, void> callback);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_message_callback_set")]
    public static partial void OnMessage(nint client, delegate* unmanaged[Cdecl]<nint, nint, MosquittoMessage*, void> callback);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_log_callback_set")]
    public static partial void OnLog(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, byte*, void> callback);

    /// <summary>What a result means; <paramref name="systemError"/> is errno right after the call.</summary>
    public static string ErrorText(int result, int systemError) =>
        result == SystemError ? Marshal.GetPInvokeErrorMessage(systemError) : Marshal.PtrToStringUTF8(ResultText(result)) ?? $"error {result}";

    /// <summary>What a broker's answer to CONNECT means.</summary>
    public static string RefusalText(int answer) => Marshal.PtrToStringUTF8(AnswerText(answer)) ?? $"answer {answer}";

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_strerror")]
    private static partial nint ResultText(int result);

    [LibraryImport(MosquittoLibrary.Name, EntryPoint = "mosquitto_connack_string")]
    private static partial nint AnswerText(int answer);
}
