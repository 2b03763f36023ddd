"""What the addresses of each platform tell of whoever they belong to: one row for each.

A rule is read against the path and the query, from its beginning. `name`: the name one is known by there, which people
keep from one platform to the next; `id`: the number that only this platform knows them by; `thing`: a post or a video
whose address does not say whose it is, under whatever address it is seen. What meets no rule is compared as a whole
address: "one of many pages there" is nobody's handle.
"""

import re
from dataclasses import dataclass

NAME = r"@?(?P<name>[^/?@]+)"


@dataclass(frozen=True)
class Platform:
    name: str
    said: str  # what people call it, in brackets or before the handle
    hosts: str  # its own; short addresses too
    rules: tuple[str, ...]
    not_names: str = ""  # first parts of a path that are pages of the platform
    short: str = ""  # hosts whose paths are made up, and tell nothing of anybody


PLATFORMS = (
    Platform(
        "facebook",
        "facebook|face ?book|fb|messenger",
        "facebook.com fb.com fb.me m.me messenger.com",
        (
            r"(?:profile|permalink|story)\.php\?(?:.*&)?id=(?P<id>\d+)",
            r"(?:people|pages)/(?:[^/?]+/)+(?P<id>\d+)",
            r"groups/[^/?]+/user/(?P<id>\d+)",
            r"(?:stories|profile|messages/t|t)/(?P<id>\d+)",
            r"(?:watch/?\?(?:.*&)?v=|reel/|videos/)(?P<thing>\d+)",
            r"(?P<id>\d{6,})",
            rf"(?:pg/)?{NAME}",
        ),
        "ads business events gaming groups hashtag help l.php login marketplace media pages people permalink.php photo"
        " photo.php photos posts profile profile.php public reel search share sharer story.php stories t video.php"
        " videos messages watch",
        "fb.watch",
    ),
    Platform(
        "instagram",
        "instagram|insta|ig",
        "instagram.com instagr.am",
        (r"(?:p|reel|reels|tv)/(?P<thing>[\w-]+)", rf"stories/{NAME}", NAME),
        "accounts direct explore p reel reels s share stories tv",
    ),
    Platform(
        "tiktok",
        "tiktok|tik ?tok|tt",
        "tiktok.com",
        (r"(?:.*/)?@(?P<name>[^/?]+)", r"(?:v|embed|embed/v2)/(?P<thing>\d+)"),
        short="vm.tiktok.com vt.tiktok.com",
    ),
    Platform(
        "snapchat",
        "snapchat|snap ?chat|snap|sc",
        "snapchat.com",
        (r"(?:add|u|s)/@?(?P<name>[^/?]+)", r"@(?P<name>[^/?]+)", r"\w*\?(?:.*&)?username=(?P<name>[^&]+)"),
        short="t.snapchat.com",
    ),
    Platform(
        "x",
        "twitter|x|tweet",
        "x.com twitter.com",
        (r"i/user/(?P<id>\d+)", r"intent/user\?(?:.*&)?screen_name=(?P<name>[^&]+)", NAME),
        "compose explore hashtag home i intent search settings share",
        "t.co",
    ),
    Platform(
        "youtube",
        "youtube|you ?tube|yt",
        "youtube.com youtu.be",
        (
            r"channel/(?P<id>[\w-]+)",
            r"(?:c|user)/(?P<name>[^/?]+)",
            r"@(?P<name>[^/?]+)",
            r"(?:watch/?\?(?:.*&)?v=|shorts/|embed/|live/|v/|youtu\.be/)(?P<thing>[\w-]+)",
        ),
    ),
    Platform("threads", "threads", "threads.net threads.com", (r"@(?P<name>[^/?]+)",)),
    Platform("bluesky", "bluesky|bsky", "bsky.app", (r"profile/(?P<name>[^/?]+?)(?:\.bsky\.social)?",)),
    Platform(
        "telegram",
        "telegram",
        "t.me telegram.me",
        (r"s/(?P<name>[^/?]+)", r"(?P<name>[A-Za-z]\w+)"),
        "addlist addstickers c joinchat proxy share",
    ),
    Platform(
        "whatsapp", "whatsapp|whats ?app|wa", "wa.me whatsapp.com", (r"(?:send/?\?(?:.*&)?phone=)?(?P<phone>\+?\d+)",)
    ),
    Platform("discord", "discord", "discord.com discordapp.com", (r"users/(?P<id>\d+)",), short="discord.gg"),
    Platform("reddit", "reddit", "reddit.com", (r"(?:u|user)/(?P<name>[^/?]+)",), short="redd.it"),
    Platform("twitch", "twitch", "twitch.tv", (NAME,), "directory p settings videos clip"),
    Platform("kik", "kik", "kik.me kik.com", (r"(?:u/)?(?P<name>[^/?]+)",)),
    Platform("linkedin", "linkedin", "linkedin.com", (r"in/(?P<name>[^/?]+)",)),
    Platform("pinterest", "pinterest", "pinterest.com", (r"pin/(?P<thing>\d+)", NAME), "pin search ideas", "pin.it"),
    Platform(
        "roblox",
        "roblox",
        "roblox.com",
        (r"(?:[a-z]{2}/)?users/(?P<id>\d+)", r"user\.aspx\?(?:.*&)?username=(?P<name>[^&]+)"),
    ),
    Platform("steam", "steam", "steamcommunity.com", (r"profiles/(?P<id>\d+)", r"id/(?P<name>[^/?]+)"), short="s.team"),
    Platform("onlyfans", "onlyfans|only ?fans|of", "onlyfans.com", (r"(?P<id>\d+)/", NAME), "my posts"),
    Platform("vk", "vk", "vk.com vk.ru", (r"id(?P<id>\d+)", r"(?:wall|photo|video)(?P<thing>-?\d+_\d+)", NAME), "feed"),
    Platform("tumblr", "tumblr", "tumblr.com", (r"blog/(?:view/)?(?P<name>[^/?]+)", NAME), "dashboard search tagged"),
)
OTHERS = "bereal|grindr|psn|playstation|signal|skype|tinder|viber|vinted|wechat|xbox|yubo"  # known by names alone
UNSURE = {"x", "of", "sc", "tt", "wa", "snap", "signal", "steam", "threads", "kik", "ig", "line", "tweet", "skype"}
BY_HOST = {host: platform for platform in PLATFORMS for host in (*platform.hosts.split(), *platform.short.split())}
SAID = {one: re.compile(one.said, re.IGNORECASE) for one in PLATFORMS}
