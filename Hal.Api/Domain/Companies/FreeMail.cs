namespace Hal.Api.Domain.Companies;

/// <summary>Domains that say nothing about where somebody works (contract 4.2, rule 5).</summary>
public static class FreeMail
{
    private static readonly HashSet<string> Domains = new(StringComparer.Ordinal)
    {
        "126.com", "163.com", "aim.com", "alice.it", "aol.com", "arcor.de", "att.net", "bellsouth.net", "bigpond.com", "bluewin.ch", "bol.com.br",
        "btinternet.com", "centrum.cz", "charter.net", "comcast.net", "cox.net", "duck.com", "earthlink.net", "email.com", "email.cz", "email.de",
        "email.si", "fastmail.com", "fastmail.fm", "foxmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de",
        "gmx.net", "googlemail.com", "hey.com", "hotmail.be", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it",
        "hushmail.com", "icloud.com", "inbox.com", "inbox.lv", "inbox.ru", "interia.pl", "laposte.net", "libero.it", "list.ru", "live.at",
        "live.be", "live.ca", "live.co.uk", "live.com", "live.de", "live.fr", "live.it", "live.nl", "mac.com", "mail.com", "mail.de",
        "mail.ee", "mail.ru", "me.com", "msn.com", "naver.com", "net.hr", "o2.pl", "onet.pl", "online.de", "optonline.net", "orange.fr",
        "outlook.at", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "outlook.it", "pm.me", "posteo.de", "posteo.net", "proton.me",
        "protonmail.ch", "protonmail.com", "qq.com", "rambler.ru", "rediffmail.com", "rocketmail.com", "sapo.pt", "sbcglobal.net", "seznam.cz",
        "sfr.fr", "shaw.ca", "sina.com", "siol.net", "sky.com", "sympatico.ca", "t-online.de", "talktalk.net", "telenet.be", "terra.com.br",
        "tiscali.it", "tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "ukr.net", "uol.com.br", "verizon.net", "virgilio.it",
        "virginmedia.com", "volny.cz", "walla.co.il", "wanadoo.fr", "web.de", "wp.pl", "ya.ru", "yahoo.ca", "yahoo.co.in", "yahoo.co.jp",
        "yahoo.co.uk", "yahoo.com", "yahoo.com.ar", "yahoo.com.au", "yahoo.com.br", "yahoo.com.mx", "yahoo.de", "yahoo.es", "yahoo.fr",
        "yahoo.it", "yandex.com", "yandex.ru", "yeah.net", "ymail.com", "zoho.com",
    };

    /// <summary>Whether anybody can have an address at this domain.</summary>
    /// <param name="domain">A domain in lower case.</param>
    public static bool Offers(string domain) => Domains.Contains(domain);
}
