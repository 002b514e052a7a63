using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace TaskManagement.Hosting.Engines;

/// <summary>TLS between processes. Each shows a certificate, and trusts what the authority has signed.</summary>
internal static class ClusterTls
{
    /// <summary>Whether this build can.</summary>
    public static bool IsBuiltIn => true;

    public static ISiloBuilder Use(ISiloBuilder silo, ClusterTlsOptions options) =>
        options.IsOn ? silo.UseTls(tls => Configure(tls, options)) : silo;

    public static IClientBuilder Use(IClientBuilder client, ClusterTlsOptions options) =>
        options.IsOn ? client.UseTls(tls => Configure(tls, options)) : client;

    private static void Configure(TlsOptions tls, ClusterTlsOptions options)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(options.AuthorityPath!);
        tls.LocalCertificate = X509Certificate2.CreateFromPemFile(options.CertificatePath!, options.KeyPath);
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => IsSignedBy(authority, certificate);
    }

    /// <summary>
    /// Names are not compared: processes reach each other by addresses that change, and the authority signs for this
    /// cluster alone.
    /// </summary>
    private static bool IsSignedBy(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
