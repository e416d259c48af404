"""Domains that anybody may have an address at, and mailboxes that belong to a desk instead of a person."""

from __future__ import annotations

from prospect_crm.domain.normalize.text import word_set

FREE_MAIL_BRANDS = word_set("gmail googlemail hotmail outlook live msn yahoo ymail rocketmail gmx aol")
"""Providers with a domain in many countries: yahoo.fr, yahoo.co.uk, hotmail.be …"""

FREE_MAIL_DOMAINS = word_set(
    "aliceadsl.fr bbox.fr bouygtel.fr caramail.com cegetel.net club.fr club-internet.fr dartybox.com free.fr"
    " freesbee.fr infonie.fr laposte.net libertysurf.fr neuf.fr nomade.fr noos.fr numericable.com numericable.fr"
    " orange.fr sfr.fr tele2.fr voila.fr wanadoo.fr worldonline.fr 9online.fr"
    " belgacom.be proximus.be skynet.be telenet.be voo.be bluewin.ch hispeed.ch sunrise.ch pt.lu"
    " arcor.de freenet.de mail.de online.de posteo.de t-online.de web.de aon.at chello.at"
    " alice.it inwind.it libero.it tin.it tiscali.it virgilio.it"
    " btinternet.com blueyonder.co.uk ntlworld.com sky.com talktalk.net virginmedia.com"
    " telefonica.net terra.es sapo.pt home.nl kpnmail.nl planet.nl xs4all.nl ziggo.nl"
    " onet.pl o2.pl wp.pl interia.pl seznam.cz centrum.cz abv.bg telia.com"
    " bellsouth.net comcast.net cox.net earthlink.net sbcglobal.net verizon.net rogers.com shaw.ca"
    " sympatico.ca videotron.ca bigpond.com optusnet.com.au xtra.co.nz"
    " fastmail.com hey.com hushmail.com icloud.com inbox.com mac.com mail.com mail.ru me.com pm.me proton.me"
    " protonmail.ch protonmail.com rambler.ru rediffmail.com tutanota.com tuta.io yandex.com yandex.ru zoho.com"
    " 126.com 163.com qq.com sina.com naver.com hanmail.net menara.ma topnet.tn"
)

ROLE_NAMES = word_set(
    "info infos contact contacts accueil hello bonjour office mail email admin administration direction"
    " secretariat commercial sales ventes vente compta comptabilite facturation billing accounting finance"
    " rh hr recrutement jobs support sav service client clients help marketing communication presse press"
    " webmaster postmaster noreply no-reply technique achats purchasing reception team equipe kontakt"
)
